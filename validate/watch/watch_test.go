package watch_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/httpcheck"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/watch"
)

func TestVerdictsAreCountedAndTraced(t *testing.T) {
	reader, spans := metric.NewManualReader(), tracetest.NewSpanRecorder()
	w, err := watch.New(watch.Options{Meters: metric.NewMeterProvider(metric.WithReader(reader)), Tracers: trace.NewTracerProvider(trace.WithSpanProcessor(spans))})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := known.Rules("vidu")
	if err != nil {
		t.Fatal(err)
	}
	judge := func(model string) validate.Verdict {
		return rules.Check(validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/text2video",
			Headers: []validate.Header{{Name: "Authorization", Value: "Token secret-key"}, {Name: "Content-Type", Value: "application/json"}},
			Body:    []byte(`{"model":"` + model + `","prompt":"a private prompt"}`)}, validate.Facts{})
	}
	start := time.Now()
	var wait sync.WaitGroup
	for range 10 {
		wait.Go(func() {
			w.Judged(t.Context(), httpcheck.Event{Verdict: judge("sora"), Enforced: true, Complete: true, Start: start, Took: time.Millisecond, Bytes: 100})
			w.Judged(t.Context(), httpcheck.Event{Verdict: judge("viduq3-pro"), Complete: true, Start: start, Took: time.Millisecond, Bytes: 10})
		})
	}
	wait.Wait()
	w.Judged(t.Context(), httpcheck.Event{Err: errors.New("broken")})

	var data metricdata.ResourceMetrics
	if err := reader.Collect(context.Background(), &data); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range data.ScopeMetrics[0].Metrics {
		switch sum := m.Data.(type) {
		case metricdata.Sum[int64]:
			for _, p := range sum.DataPoints {
				got = append(got, fmt.Sprint(m.Name, " ", m.Unit, " ", text(p.Attributes), " ", p.Value))
			}
		case metricdata.Histogram[float64]:
			for _, p := range sum.DataPoints {
				got = append(got, fmt.Sprint(m.Name, " ", m.Unit, " ", text(p.Attributes), " ", p.Count))
			}
		}
	}
	slices.Sort(got)
	want := []string{
		"willpass.duration s endpoint= provider= 1",
		"willpass.duration s endpoint=text2video provider=vidu 20",
		"willpass.failures {failure} endpoint= provider= 1",
		"willpass.read By endpoint= provider= 0",
		"willpass.read By endpoint=text2video provider=vidu 1100",
		"willpass.verdicts {verdict} code= endpoint=text2video enforced=false outcome=accepted provider=vidu sure=true 10",
		"willpass.verdicts {verdict} code=FieldInvalid endpoint=text2video enforced=true outcome=rejected provider=vidu sure=true 10",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("want\n%s\ngot\n%s", w, g)
	}
	ended := spans.Ended()
	if len(ended) != 21 || ended[0].Name() != "willpass.check" || ended[0].EndTime().Sub(ended[0].StartTime()) != time.Millisecond {
		t.Errorf("want 21 spans of one millisecond, got %d", len(ended))
	}
	events, told := 0, ""
	for _, s := range ended {
		events += len(s.Events())
		told += fmt.Sprint(s.Attributes(), s.Events())
	}
	if events < 11 {
		t.Errorf("want an event per failed rule and one per failure, got %d", events)
	}
	if strings.Contains(told, "secret") || strings.Contains(told, "private") {
		t.Errorf("want nothing of the request's secrets, got %s", told)
	}
}

func text(set attribute.Set) string {
	var out []string
	for _, kv := range set.ToSlice() {
		out = append(out, strings.TrimPrefix(string(kv.Key), "willpass.")+"="+kv.Value.String())
	}
	return strings.Join(out, " ")
}
