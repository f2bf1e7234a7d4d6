// Package watch reports verdicts to OpenTelemetry: metrics and spans, through its API package only. Which SDK records them,
// if any, is the program's choice.
//
//	watcher, err := watch.New(watch.Options{})      // the program's global providers
//	transport := httpcheck.NewTransport(checker, httpcheck.Options{Observer: watcher})
//
// Metrics, all with the attributes willpass.provider and willpass.endpoint:
//
//	willpass.verdicts   {verdict}  counter; also willpass.outcome, willpass.sure, willpass.code (of a refusal), willpass.enforced
//	willpass.duration   s          histogram: what judging cost
//	willpass.read       By         counter: bytes of bodies that were read to judge them
//	willpass.failures   {failure}  counter: requests without a verdict, ledgers out of reach
//
// Each verdict is a span "willpass.check" inside that of the request, with the same attributes and an event per rule that failed.
package watch

import (
	"context"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/httpcheck"
)

// Options says where things are reported. The zero value takes the program's global providers.
type Options struct {
	Meters  metric.MeterProvider
	Tracers trace.TracerProvider
}

// Watcher is an [httpcheck.Observer]. It is safe for concurrent use.
type Watcher struct {
	tracer   trace.Tracer
	verdicts metric.Int64Counter
	failures metric.Int64Counter
	read     metric.Int64Counter
	duration metric.Float64Histogram
}

// scope names what reports, as OpenTelemetry wants it.
const scope = "github.com/willpass/willpass/validate/watch"

// maxEvents bounds the rules that a span tells.
const maxEvents = 8

// New makes a Watcher. The error is that of an SDK that refuses an instrument.
func New(o Options) (*Watcher, error) {
	if o.Meters == nil {
		o.Meters = otel.GetMeterProvider()
	}
	if o.Tracers == nil {
		o.Tracers = otel.GetTracerProvider()
	}
	w, meter := &Watcher{tracer: o.Tracers.Tracer(scope)}, o.Meters.Meter(scope)
	var err error
	if w.verdicts, err = meter.Int64Counter("willpass.verdicts", metric.WithUnit("{verdict}"), metric.WithDescription("verdicts about requests")); err != nil {
		return nil, err
	}
	if w.failures, err = meter.Int64Counter("willpass.failures", metric.WithUnit("{failure}"), metric.WithDescription("requests without a verdict, ledgers out of reach")); err != nil {
		return nil, err
	}
	if w.read, err = meter.Int64Counter("willpass.read", metric.WithUnit("By"), metric.WithDescription("bytes of bodies read to judge them")); err != nil {
		return nil, err
	}
	w.duration, err = meter.Float64Histogram("willpass.duration", metric.WithUnit("s"), metric.WithDescription("what judging cost"),
		metric.WithExplicitBucketBoundaries(0.00001, 0.0001, 0.001, 0.01, 0.1, 1, 10))
	return w, err
}

// Judged reports one judgement.
func (w *Watcher) Judged(ctx context.Context, e httpcheck.Event) {
	v := &e.Verdict
	where := []attribute.KeyValue{attribute.String("willpass.provider", v.Provider), attribute.String("willpass.endpoint", v.Endpoint)}
	set := metric.WithAttributes(where...)
	if e.Err != nil {
		w.failures.Add(ctx, 1, set)
	}
	all := append(where, attribute.Bool("willpass.enforced", e.Enforced))
	if e.Complete {
		all = append(all, attribute.String("willpass.outcome", v.Outcome.String()), attribute.Bool("willpass.sure", v.Sure()), attribute.String("willpass.code", code(v)))
		w.verdicts.Add(ctx, 1, metric.WithAttributes(all...))
	}
	w.read.Add(ctx, e.Bytes, set)
	w.duration.Record(ctx, e.Took.Seconds(), set)
	w.span(ctx, e, all)
}

// code is that of a refusal; "" for anything else.
func code(v *validate.Verdict) string {
	if v.Outcome != validate.Rejected || len(v.Answers) == 0 {
		return ""
	}
	return v.Answers[0].Code
}

// span tells of a judgement after the fact, with the times that it had.
func (w *Watcher) span(ctx context.Context, e httpcheck.Event, attributes []attribute.KeyValue) {
	start := e.Start
	if start.IsZero() {
		start = time.Now().Add(-e.Took)
	}
	_, span := w.tracer.Start(ctx, "willpass.check", trace.WithTimestamp(start), trace.WithAttributes(attributes...),
		trace.WithAttributes(attribute.Int64("willpass.read", e.Bytes)))
	if span.IsRecording() {
		told := 0
		for _, f := range e.Verdict.Findings {
			if f.State == "failed" && told < maxEvents {
				told++
				span.AddEvent("rule", trace.WithTimestamp(start.Add(e.Took)), trace.WithAttributes(attribute.String("willpass.rule", f.Rule), attribute.String("willpass.error", f.Error),
					attribute.String("willpass.at", f.At), attribute.String("willpass.want", f.Want)))
			}
		}
		if e.Err != nil {
			span.RecordError(e.Err)
			span.SetStatus(codes.Error, e.Err.Error())
		}
	}
	span.End(trace.WithTimestamp(start.Add(e.Took)))
}
