package settle_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"mime/multipart"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/account"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/ledger"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/settle"
)

func rules(t testing.TB, providers ...string) *validate.Rules {
	t.Helper()
	r, err := known.Rules(providers...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func picture(t testing.TB, recipe string) []byte {
	t.Helper()
	b, err := cases.Image(recipe)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func bulk(method, path string, ids ...string) validate.Request {
	var entries []string
	for _, id := range ids {
		entries = append(entries, fmt.Sprintf(`{"image":{"type":"url","content":"https://shop.example/%s.jpg"},"context":{"id":"%s"}}`, id, id))
	}
	return validate.Request{Method: method, URL: "https://api.omnious.com/tagger/v2.12/bulk" + path,
		Headers: []validate.Header{{Name: "X-API-KEY", Value: "k"}, {Name: "Content-Type", Value: "application/json"}},
		Body:    []byte(`{"taggingRequest":[` + strings.Join(entries, ",") + `]}`)}
}

func codes(v validate.Verdict) string {
	var out []string
	for _, a := range v.Answers {
		if a.Accepted {
			a.Code = "accepted"
		}
		out = append(out, a.Code)
	}
	return strings.Join(out, " ")
}

func TestTheLedgerSettlesIDsAndExpiry(t *testing.T) {
	ctx := t.Context()
	task := ledger.Task{Provider: "omnious", ID: "t-1"}
	var book ledger.Memory
	claim, err := book.Claim(ctx, task, []string{"p-1"})
	if err != nil {
		t.Fatal(err)
	}
	claim.Confirm(ctx)
	book.SetFacts(ctx, task, validate.Fact{Name: "taskExpires", Text: "2000"})
	book.SetFacts(ctx, ledger.Task{Provider: "omnious", ID: "t-2"}, validate.Fact{Name: "taskExpires", Text: "500"})
	c := settle.Checker{Rules: rules(t, "omnious"), Sent: &book, Tasks: &book, Clock: func() time.Time { return time.Unix(1000, 0) }}
	for _, x := range []struct{ name, path, want string }{
		{"an id of the task again", "/t-1", "833"},
		{"the same id in a task that is over", "/t-2", "834"},
		{"the same id in a task that nobody knows", "/t-3", "accepted 834"},
	} {
		if got := codes(c.Check(ctx, bulk("PUT", x.path, "p-1", "p-2")).Verdict); got != x.want {
			t.Errorf("%s: want %q, got %q", x.name, x.want, got)
		}
	}
	j := c.Check(ctx, bulk("PUT", "/t-1", "p-2", "p-3"))
	if codes(j.Verdict) != "accepted" || j.Task != task || !slices.Equal(j.IDs, []string{"p-2", "p-3"}) {
		t.Errorf("want new ids accepted, got %q of %v %v", codes(j.Verdict), j.Task, j.IDs)
	}
	if j = c.Check(ctx, bulk("POST", "", "p-1")); !slices.Equal(j.IDs, []string{"p-1"}) || j.Task.ID != "" {
		t.Errorf("want the ids that start a task, got %+v", j)
	}
	done := validate.Request{Method: "GET", URL: "https://api.omnious.com/tagger/v2.12/bulk/t-1?offset=0&size=10", Headers: bulk("", "").Headers}
	book.SetFacts(ctx, task, validate.Fact{Name: "taskDone", Bool: false})
	if got := codes(c.Check(ctx, done).Verdict); got != "836" {
		t.Errorf("want 836 for results of a task that is not done, got %q", got)
	}
}

// broken is every source, and none of them works.
type broken struct{ asked int }

var errBroken = errors.New("broken")

func (b *broken) Sent(context.Context, ledger.Task, []string) ([]string, error) {
	return nil, errBroken
}
func (b *broken) Facts(context.Context, ledger.Task) ([]validate.Fact, error) { return nil, errBroken }
func (b *broken) Fetch(context.Context, string) (validate.Fetched, error) {
	return validate.Fetched{Failed: true}, errBroken
}

func TestABrokenSourceLeavesTheQuestionOpen(t *testing.T) {
	var failed []validate.Need
	c := settle.Checker{Rules: rules(t, "omnious", "vidu"), Sent: &broken{}, Tasks: &broken{}, URLs: &broken{},
		Failed: func(n validate.Need, err error) {
			if !errors.Is(err, errBroken) {
				t.Errorf("want the source's error, got %v", err)
			}
			failed = append(failed, n)
		}}
	without := settle.Checker{Rules: c.Rules}
	for _, request := range []validate.Request{bulk("PUT", "/t-1", "p-1"), video(`"https://shop.example/1.jpg"`)} {
		failed = nil
		want, got := without.Check(t.Context(), request).Verdict, c.Check(t.Context(), request).Verdict
		if got.Outcome != validate.Uncertain || string(got.AppendJSON(nil)) != string(want.AppendJSON(nil)) {
			t.Errorf("want the verdict without sources, %s, got %s", want.AppendJSON(nil), got.AppendJSON(nil))
		}
		if len(failed) == 0 {
			t.Error("want to be told what failed")
		}
	}
}

func video(images string) validate.Request {
	return validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/img2video",
		Headers: []validate.Header{{Name: "Authorization", Value: "Token k"}, {Name: "Content-Type", Value: "application/json"}},
		Body:    []byte(`{"model":"viduq3-pro","prompt":"a","images":[` + images + `]}`)}
}

// shop holds files by URL.
type shop map[string]probe.Media

func (s shop) Fetch(_ context.Context, url string) (validate.Fetched, error) {
	media, there := s[url]
	return validate.Fetched{URL: url, Failed: !there, Media: media}, nil
}

func TestURLsAreSettled(t *testing.T) {
	c := settle.Checker{Rules: rules(t, "vidu"), URLs: shop{
		"https://shop.example/good.png": probe.Bytes(picture(t, "png 640x480")),
		"https://shop.example/thin.png": probe.Bytes(picture(t, "png 10x480")),
	}}
	for url, want := range map[string]validate.Outcome{"good.png": validate.Accepted, "thin.png": validate.Rejected, "gone.png": validate.Rejected} {
		v := c.Check(t.Context(), video(`"https://shop.example/`+url+`"`)).Verdict
		if v.Outcome != want {
			t.Errorf("%s: want %v, got %s", url, want, v.AppendJSON(nil))
		}
	}
	c.Fetches = -1
	if v := c.Check(t.Context(), video(`"https://shop.example/gone.png"`)).Verdict; v.Outcome != validate.Uncertain {
		t.Errorf("want nothing fetched to leave it open, got %s", v.AppendJSON(nil))
	}
}

func TestAccountFacts(t *testing.T) {
	var book account.Book
	book.Refuse("omnious", "k")
	c := settle.Checker{Rules: rules(t, "omnious"), Account: &book}
	if got := codes(c.Check(t.Context(), bulk("POST", "", "p-1")).Verdict); got != "609" {
		t.Errorf("want 609 for a refused key, got %q", got)
	}
}

func TestPicturesAreDecoded(t *testing.T) {
	good := picture(t, "png 640x480")
	bad := bytes.Clone(good)
	for i := len(bad) / 2; i < len(bad)-20; i++ {
		bad[i] ^= 0x55
	}
	c := settle.Checker{Rules: rules(t), Decoder: settle.Pixels{}}
	form := func(file []byte) validate.Request {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		field, _ := w.CreateFormField("note")
		field.Write([]byte("x"))
		part, _ := w.CreateFormFile("image", "a.png")
		part.Write(file)
		w.Close()
		return validate.Request{Method: "POST", URL: "https://www.ailabapi.com/api/cutout/general/universal-background-removal",
			Headers: []validate.Header{{Name: "ailabapi-api-key", Value: "k"}, {Name: "Content-Type", Value: w.FormDataContentType()}}, Body: b.Bytes()}
	}
	inline := func(file []byte) validate.Request {
		return video(`"data:image/png;base64,` + base64.StdEncoding.EncodeToString(file) + `"`)
	}
	for name, make := range map[string]func([]byte) validate.Request{"form": form, "base64": inline} {
		for what, file := range map[string][]byte{"good": good, "bad": bad} {
			v := c.Check(t.Context(), make(file)).Verdict
			want := validate.Accepted
			if what == "bad" {
				want = validate.Rejected
			}
			if v.Outcome != want {
				t.Errorf("%s, %s: want %v, got %s", name, what, want, v.AppendJSON(nil))
			}
			for _, a := range v.Assumed {
				if a.Fact == "decoded" {
					t.Errorf("%s, %s: want nothing taken for granted about decoding", name, what)
				}
			}
		}
	}
	if v, err := c.CheckFile(t.Context(), "vidu/img2video", bytes.NewReader(bad), int64(len(bad))); err != nil || v.Outcome != validate.Rejected {
		t.Errorf("want the broken file refused, got %v, %s", err, v.AppendJSON(nil))
	}
}

func TestFiles(t *testing.T) {
	c := settle.Checker{Rules: rules(t)}
	good, thin := picture(t, "png 640x480"), picture(t, "png 10x480")
	for _, x := range []struct {
		file []byte
		want validate.Outcome
	}{{good, validate.Accepted}, {thin, validate.Rejected}} {
		if v, err := c.CheckFile(t.Context(), "vidu/img2video", bytes.NewReader(x.file), int64(len(x.file))); err != nil || v.Outcome != x.want {
			t.Errorf("want %v, got %v, %s", x.want, err, v.AppendJSON(nil))
		}
	}
	two := []settle.File{{Reader: bytes.NewReader(good), Size: int64(len(good))}, {Reader: bytes.NewReader(good), Size: int64(len(good))}}
	if v, err := c.CheckFiles(t.Context(), "vidu/start-end2video", two...); err != nil || v.Outcome == validate.Rejected {
		t.Errorf("want two frames taken, got %v, %s", err, v.AppendJSON(nil))
	}
	if _, err := c.CheckFile(t.Context(), "vidu/nothing", bytes.NewReader(good), 1); err == nil {
		t.Error("want an error for an endpoint that is not there")
	}
	if _, err := c.CheckFiles(t.Context(), "vidu/text2video", two...); err == nil {
		t.Error("want an error for an endpoint that takes no file")
	}
	all, err := c.Where(t.Context(), settle.File{Reader: bytes.NewReader(thin), Size: int64(len(thin))})
	if err != nil {
		t.Fatal(err)
	}
	n, refused := 0, 0
	for name, v := range all {
		n++
		if v.Outcome == validate.Rejected {
			refused++
		}
		if name == "vidu/img2video" && v.Outcome != validate.Rejected {
			t.Errorf("want vidu/img2video to refuse it, got %s", v.AppendJSON(nil))
		}
	}
	if n < 20 || refused == 0 || refused == n {
		t.Errorf("want verdicts of many endpoints, got %d, %d of them refusals", n, refused)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.CheckFile(ctx, "vidu/img2video", bytes.NewReader(good), int64(len(good))); !errors.Is(err, context.Canceled) {
		t.Errorf("want the context's error, got %v", err)
	}
}

// TestLongFormsAreReadFromTwoSides: a form so long that both halves of it are looked through at once gets the verdict that it gets in pieces.
func TestLongFormsAreReadFromTwoSides(t *testing.T) {
	c := settle.Checker{Rules: rules(t)}
	for _, size := range []int{200_000, 600_000, 6_000_000} {
		for _, more := range []string{"", "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"b.png\"\r\n\r\nagain\r\n"} {
			form := "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\n" + string(picture(t, "png 640x480")) + strings.Repeat("\r\n-", size/3) + "\r\n" + more + "--b--\r\n"
			request := validate.Request{Method: "POST", URL: "https://www.ailabapi.com/api/cutout/general/universal-background-removal",
				Headers: []validate.Header{{Name: "Content-Type", Value: "multipart/form-data; boundary=b"}, {Name: "ailabapi-api-key", Value: "k"}}}
			whole, pieces := c.Begin(t.Context(), request), c.Begin(t.Context(), request)
			whole.Write([]byte(form))
			for rest := form; rest != ""; rest = rest[min(len(rest), 5000):] {
				pieces.Write([]byte(rest[:min(len(rest), 5000)]))
			}
			got, want := whole.End(t.Context(), nil), pieces.End(t.Context(), nil)
			if string(got.Verdict.AppendJSON(nil)) != string(want.Verdict.AppendJSON(nil)) || got.Bytes != want.Bytes {
				t.Errorf("%d bytes: want %s, got %s", len(form), want.Verdict.AppendJSON(nil), got.Verdict.AppendJSON(nil))
			}
		}
	}
}
