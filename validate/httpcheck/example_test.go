package httpcheck_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/httpcheck"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/refusal"
	"github.com/willpass/willpass/validate/settle"
)

// A client whose doomed requests are answered without the network.
func ExampleNewTransport() {
	rules, err := known.Rules("vidu")
	if err != nil {
		fmt.Println(err)
		return
	}
	client := &http.Client{Transport: httpcheck.NewTransport(&settle.Checker{Rules: rules}, httpcheck.Options{})}
	request, _ := http.NewRequest("POST", "https://api.vidu.com/ent/v2/text2video", strings.NewReader(`{"model":"sora","prompt":"a cat"}`))
	request.Header.Set("Authorization", "Token key")
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	fmt.Println(response.Status, response.Header.Get(httpcheck.Header))
	fmt.Println(strings.Contains(string(body), `"reason":"FieldInvalid"`))
	// Output:
	// 400 Bad Request predicted; sure
	// true
}

// The same as an error.
func ExampleOptions_asError() {
	rules, err := known.Rules("vidu")
	if err != nil {
		fmt.Println(err)
		return
	}
	client := &http.Client{Transport: httpcheck.NewTransport(&settle.Checker{Rules: rules}, httpcheck.Options{AsError: true})}
	request, _ := http.NewRequest("POST", "https://api.vidu.com/ent/v2/text2video", strings.NewReader(`{"model":"sora","prompt":"a cat"}`))
	request.Header.Set("Authorization", "Token key")
	request.Header.Set("Content-Type", "application/json")
	_, err = client.Do(request)
	var refused *refusal.Error
	if errors.As(err, &refused) {
		fmt.Println(refused.Status, refused.Code, refused.Findings[0].At)
	}
	// Output:
	// 400 FieldInvalid body:/model
}

// A server that sends requests on to a provider, and answers those that it would refuse.
func ExampleMiddleware() {
	rules, err := known.Rules("vidu")
	if err != nil {
		fmt.Println(err)
		return
	}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "sent on") })
	target := httpcheck.Forward("https://api.vidu.com", validate.Header{Name: "Authorization", Value: "Token key"})
	guarded := httpcheck.Middleware(&settle.Checker{Rules: rules}, target, httpcheck.MiddlewareOptions{})(handler)
	for _, model := range []string{"viduq3-pro", "sora"} {
		r := httptest.NewRequest("POST", "/ent/v2/text2video", strings.NewReader(`{"model":"`+model+`","prompt":"a cat"}`))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		guarded.ServeHTTP(w, r)
		fmt.Println(model, w.Code)
	}
	// Output:
	// viduq3-pro 200
	// sora 400
}
