package standin_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/standin"
)

// A client that knows nothing of the stand-in: its URL is the real one, and only its transport leads here.
func Example() {
	rules, err := known.Rules("omnious")
	if err != nil {
		panic(err)
	}
	server, err := standin.Start(standin.Options{Rules: rules})
	if err != nil {
		panic(err)
	}
	defer server.Close()
	for _, fault := range []string{"", "quota"} {
		request, err := http.NewRequest("POST", "https://api.omnious.com/tagger/v2.12/tags", strings.NewReader(`{"image":{"type":"url","content":"https://shop.example/coat.jpg"}}`))
		if err != nil {
			panic(err)
		}
		request.Header.Set("X-API-KEY", "any")
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set(standin.FaultHeader, fault)
		response, err := server.Client().Do(request)
		if err != nil {
			panic(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		fmt.Println(response.StatusCode, string(body), err)
	}
	// Output:
	// 201 {"data":{"objects":[{"type":"TOP","tags":[]}],"notMatchedObject":[]},"error":null,"status":"ok"} <nil>
	// 400 {"data":{},"error":{"message":"Tagger usage count is exceeded","code":823},"status":"fail"} <nil>
}
