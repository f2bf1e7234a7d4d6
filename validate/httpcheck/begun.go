package httpcheck

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"

	"github.com/willpass/willpass/validate/ledger"
	"github.com/willpass/willpass/validate/reply"
)

// begun records the ids that a new task was started with, once the answer tells the id of the task.
func (e *exchange) begun(response *http.Response) {
	t, route := e.transport, e.pending.Route()
	if t.options.Claims == nil || len(e.judged.IDs) == 0 || e.judged.Task.ID != "" || response.StatusCode >= 300 || !t.checker.Starts(route) {
		return
	}
	start, err := io.ReadAll(io.LimitReader(response.Body, MaxAnswer))
	response.Body = readCloser{io.MultiReader(bytes.NewReader(start), rest(err, response.Body)), response.Body}
	p, endpoint := t.checker.Rules.Endpoint(route.Provider + "/" + route.Endpoint)
	answer, ok := reply.Success(p, endpoint, start)
	task := ""
	for name, value := range answer.Holes {
		if strings.Contains(strings.ToLower(name), "task") {
			task = value
		}
	}
	if !ok || task == "" {
		return
	}
	ctx := context.WithoutCancel(e.request.Context())
	claim, err := t.options.Claims.Claim(ctx, ledger.Task{Provider: route.Provider, ID: task}, e.judged.IDs)
	if err == nil {
		err = claim.Confirm(ctx)
	}
	if err != nil {
		e.report(false, err)
	}
}

// rest is what follows of a body, or the error that ended it.
func rest(err error, body io.Reader) io.Reader {
	if err != nil {
		return broken{err}
	}
	return body
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }
