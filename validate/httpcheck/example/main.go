// Command example is a small service that takes pictures and has their background removed by AILabTools. It guards both its
// sides: a picture that the provider would refuse is answered at once, and nothing doomed is ever sent.
//
//	AILAB_KEY=… go run ./validate/httpcheck/example -listen :8080
//	curl -F image=@photo.jpg localhost:8080/cutout
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/account"
	"github.com/willpass/willpass/validate/httpcheck"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/refusal"
	"github.com/willpass/willpass/validate/settle"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Getenv("AILAB_KEY"), os.Stderr))
}

// run serves until ctx ends and returns the exit code.
func run(ctx context.Context, args []string, key string, stderr io.Writer) int {
	flags := flag.NewFlagSet("example", flag.ContinueOnError)
	flags.SetOutput(stderr)
	listen := flags.String("listen", "127.0.0.1:8080", "address to listen on")
	if flags.Parse(args) != nil {
		return 2
	}
	handler, err := service(key, http.DefaultTransport, slog.New(slog.NewTextHandler(stderr, nil)))
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	server := &http.Server{Addr: *listen, Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		server.Shutdown(context.WithoutCancel(ctx))
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

const cutout = "https://www.ailabapi.com/api/cutout/general/universal-background-removal"

// service is the whole service over a transport of the caller's.
func service(key string, base http.RoundTripper, log *slog.Logger) (http.Handler, error) {
	rules, err := known.Rules("ailab")
	if err != nil {
		return nil, err
	}
	checker := &settle.Checker{Rules: rules, Account: &account.Book{}, Decoder: settle.Pixels{}, Clock: time.Now}
	client := &http.Client{Transport: httpcheck.NewTransport(checker, httpcheck.Options{Base: base}), Timeout: time.Minute}
	secret := validate.Header{Name: "ailabapi-api-key", Value: key}

	send := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		request, err := http.NewRequestWithContext(r.Context(), http.MethodPost, cutout, r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		request.ContentLength = r.ContentLength
		request.Header.Set("Content-Type", r.Header.Get("Content-Type"))
		request.Header.Set(secret.Name, secret.Value)
		response, err := client.Do(request)
		if err != nil {
			log.ErrorContext(r.Context(), "not sent", "error", err)
			http.Error(w, "the provider cannot be reached", http.StatusBadGateway)
			return
		}
		defer response.Body.Close()
		w.Header().Set("Content-Type", response.Header.Get("Content-Type"))
		w.WriteHeader(response.StatusCode)
		io.Copy(w, response.Body)
	})
	guard := httpcheck.Middleware(checker, httpcheck.As(http.MethodPost, cutout, secret), httpcheck.MiddlewareOptions{
		Refuse: func(w http.ResponseWriter, r *http.Request, refused *refusal.Error) {
			log.InfoContext(r.Context(), "refused", "refusal", refused)
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.WriteHeader(http.StatusUnprocessableEntity)
			for _, f := range refused.Findings {
				if f.State == "failed" {
					fmt.Fprintf(w, "%s: got %s, want %s\n", f.At, f.Got, f.Want)
				}
			}
		},
	})
	mux := http.NewServeMux()
	mux.Handle("POST /cutout", guard(send))
	return mux, nil
}
