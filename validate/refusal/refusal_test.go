package refusal_test

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/refusal"
)

func check(t testing.TB, body string) validate.Verdict {
	t.Helper()
	rules, err := known.Rules("vidu")
	if err != nil {
		t.Fatal(err)
	}
	return rules.Check(validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/text2video",
		Headers: []validate.Header{{Name: "Authorization", Value: "Token k"}, {Name: "Content-Type", Value: "application/json"}},
		Body:    []byte(body)}, validate.Facts{})
}

func TestAnAcceptedRequestIsNoError(t *testing.T) {
	v := check(t, `{"model":"viduq3-pro","prompt":"a cat"}`)
	for _, s := range []refusal.Strictness{refusal.EveryAnswer, refusal.OneAnswer, refusal.LikelyOne} {
		if err := refusal.Of(v, s); err != nil {
			t.Errorf("%v: want no error, got %v", s, err)
		}
	}
}

func TestErrorIsItsCode(t *testing.T) {
	err := fmt.Errorf("upload: %w", refusal.Of(check(t, `{"model":"sora","prompt":"a cat"}`), refusal.EveryAnswer))
	for code, want := range map[refusal.Code]bool{
		{Provider: "vidu", Code: "FieldInvalid"}:   true,
		{Provider: "vidu"}:                         true,
		{Code: "FieldInvalid"}:                     true,
		{Provider: "vidu", Code: "QuotaExceeded"}:  false,
		{Provider: "nhn", Code: "FieldInvalid"}:    false,
		{Provider: "omnious", Code: "FieldLacked"}: false,
	} {
		if got := errors.Is(err, code); got != want {
			t.Errorf("%v: want %v, got %v", code, want, got)
		}
	}
	var e *refusal.Error
	if !errors.As(err, &e) || e.Endpoint != "text2video" || e.Status != 400 || len(e.Findings) == 0 {
		t.Fatalf("want the answer's fields, got %+v", e)
	}
	if errors.Is(err, os.ErrNotExist) {
		t.Error("want an error that is nothing else")
	}
}

func TestStrictness(t *testing.T) {
	refuse, other, pass := validate.Answer{Code: "1"}, validate.Answer{Code: "2"}, validate.Answer{Accepted: true}
	for _, c := range []struct {
		name              string
		verdict           validate.Verdict
		every, one, likes bool
	}{
		{"one refusal", validate.Verdict{Outcome: validate.Rejected, Answers: []validate.Answer{refuse}}, true, true, true},
		{"two refusals", validate.Verdict{Outcome: validate.Rejected, Answers: []validate.Answer{refuse, other}}, true, false, true},
		{"refusal before acceptance", validate.Verdict{Answers: []validate.Answer{refuse, pass}}, false, false, true},
		{"acceptance before refusal", validate.Verdict{Answers: []validate.Answer{pass, refuse}}, false, false, false},
		{"acceptance", validate.Verdict{Outcome: validate.Accepted, Answers: []validate.Answer{pass}}, false, false, false},
		{"unknown host", validate.Verdict{}, false, false, false},
	} {
		for s, want := range map[refusal.Strictness]bool{refusal.EveryAnswer: c.every, refusal.OneAnswer: c.one, refusal.LikelyOne: c.likes} {
			if got := s.Refuses(&c.verdict); got != want {
				t.Errorf("%s, %v: want %v, got %v", c.name, s, want, got)
			}
		}
	}
}

func TestLogValueHasTheFindings(t *testing.T) {
	var out strings.Builder
	log := slog.New(slog.NewTextHandler(&out, nil))
	log.Error("not sent", "refusal", refusal.Of(check(t, `{"model":"sora","prompt":"a cat"}`), refusal.EveryAnswer))
	for _, want := range []string{"refusal.provider=vidu", "refusal.code=FieldInvalid", "refusal.status=400", `refusal.body:/model.got="\"sora\""`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("want %s in %s", want, out.String())
		}
	}
}

func ExampleOf() {
	rules, err := known.Rules("vidu")
	if err != nil {
		fmt.Println(err)
		return
	}
	verdict := rules.Check(validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/text2video",
		Headers: []validate.Header{{Name: "Authorization", Value: "Token key"}, {Name: "Content-Type", Value: "application/json"}},
		Body:    []byte(`{"model":"sora","prompt":"a cat"}`)}, validate.Facts{})
	refused := refusal.Of(verdict, refusal.EveryAnswer)
	fmt.Println(errors.Is(refused, refusal.Code{Provider: "vidu", Code: "FieldInvalid"}))
	var e *refusal.Error
	if errors.As(refused, &e) {
		fmt.Println(e.Status, e.Code, e.Findings[0].At)
	}
	// Output:
	// true
	// 400 FieldInvalid body:/model
}
