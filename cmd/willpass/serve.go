package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/fatih/color"
	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/refusal"
	"github.com/willpass/willpass/validate/standin"
)

// serving is the flags of serve.
type serving struct {
	listen, provider, host string
	authority              string
	faults                 []string
	work, period           time.Duration
	likely                 bool
}

func (p *program) serveCommand() *cobra.Command {
	var o serving
	c := &cobra.Command{
		Use:   "serve",
		Short: "Play the providers on this machine, to test a program against their real errors",
		Long: `Play the providers on this machine, to test a program against their real errors
without an account. A doomed request gets the exact response that is predicted,
any other the documented success. Tasks begin, take a while (--work), end or
fail, and expire. Nothing is sent anywhere.

A request reaches a provider by

  its path        http://127.0.0.1:8787/vidu/ent/v2/img2video
                  http://127.0.0.1:8787/api.vidu.com/ent/v2/img2video
  its Host header curl --connect-to ::127.0.0.1:8787 http://api.vidu.com/…
                  and https with --cacert of a file that --authority writes
  --provider      every path that names no provider belongs to this one

--fault, the header Willpass-Fault of one request, or a path that starts with
/fault:quota,slow/ says what goes wrong beside the request itself, separated by
commas:

  quota, key, throttled   quota used up, key refused, too many requests
  slow, slow=500ms        the answer comes late
  5xx                     the server fails in its documented way
  cut                     the connection ends without an answer
  error=ID or CODE        an error that only the server knows; with a task where
                          it comes with the task
  answer=ID or CODE       which answer, where several fit
  FACT=VALUE              any fact (willpass rules PROVIDER lists them)
  none                    without what --fault says

/_willpass/ shows what came and why it was answered so; /_willpass/log.json is
the same as JSON. --json prints a line of JSON per request. The first interrupt
lets what is under way come to its end.`,
		Example: `  willpass serve
  willpass serve --provider vidu --listen 127.0.0.1:9000 --fault quota
  curl -H 'Willpass-Fault: slow=2s,throttled' http://127.0.0.1:8787/vidu/ent/v2/credits`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return p.serve(ctx, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.listen, "listen", "127.0.0.1:8787", "`address` to listen on; port 0 takes a free one")
	f.StringVar(&o.provider, "provider", "", "`id` of the provider that paths without one belong to")
	f.StringVar(&o.host, "host", "", "`name` or id of its host, where it has several")
	f.StringVar(&o.authority, "authority", "", "`file` to write the certificate to that clients of https must trust")
	f.StringArrayVar(&o.faults, "fault", nil, "what goes wrong with every request")
	f.DurationVar(&o.work, "work", 2*time.Second, "how long a task takes")
	f.DurationVar(&o.period, "period", standin.DefaultPeriod, "how long a task takes more input, where that is not documented")
	f.BoolVar(&o.likely, "likely", false, "refuse also what is only likely to be refused")
	p.told.flags(c)
	return c
}

// serve plays until ctx ends.
func (p *program) serve(ctx context.Context, o serving) error {
	options, err := p.standin(o)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	options.Seen = func(e standin.Exchange) {
		mu.Lock()
		defer mu.Unlock()
		p.seen(e)
	}
	mu.Lock() // no line of a request comes before the first words
	s, err := standin.Listen(options, o.listen)
	if err != nil {
		mu.Unlock()
		return err
	}
	if o.authority != "" {
		if err := os.WriteFile(o.authority, s.Authority, 0o644); err != nil {
			s.Close()
			mu.Unlock()
			return fmt.Errorf("--authority: %w", err)
		}
	}
	p.served(s, o)
	mu.Unlock()
	ended := make(chan error, 1)
	go func() { ended <- s.Wait() }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := s.Shutdown(last); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// standin is the options of the package.
func (p *program) standin(o serving) (standin.Options, error) {
	rules, err := p.rules()
	if err != nil {
		return standin.Options{}, err
	}
	out := standin.Options{Rules: rules, Provider: o.provider, Host: o.host, Work: o.work, Period: o.period, Facts: map[string]validate.Facts{}}
	for _, text := range o.faults {
		f, err := standin.ParseFaults(text)
		if err != nil {
			return out, fmt.Errorf("--fault: %w", err)
		}
		out.Faults = out.Faults.And(f)
	}
	for _, provider := range rules.Providers() {
		if out.Facts[provider.ID], err = p.told.read(provider, rules.Providers()); err != nil {
			return out, err
		}
	}
	if o.likely {
		out.Strictness = refusal.LikelyOne
	}
	return out, nil
}

// served says how to use what listens.
func (p *program) served(s *standin.Running, o serving) {
	if p.json {
		line, err := json.Marshal(map[string]any{"url": s.URL, "log": s.URL + standin.LogPath, "routes": s.Routes()})
		if err == nil {
			fmt.Fprintf(p.live, "%s\n", line)
		}
		return
	}
	w := p.live
	fmt.Fprintf(w, "%s  on %s\n\n", bold("willpass plays the providers"), bold(s.URL))
	wide := 0
	for _, r := range s.Routes() {
		wide = max(wide, len(r.Base))
	}
	last := ""
	for _, r := range s.Routes() {
		about := r.For
		if r.More > 0 {
			about += fmt.Sprintf(" and %d more hosts, by their paths", r.More)
		}
		if r.Provider == last {
			about += "  " + faint(r.About)
		}
		last = r.Provider
		fmt.Fprintf(w, "  %-*s  %s\n", wide, r.Base, faint("for ")+about)
	}
	address := s.URL[len("http://"):]
	fmt.Fprintf(w, "\nUse one of these as the base URL, or keep the URL and send it here:\n  curl --connect-to ::%s http://api.vidu.com/ent/v2/credits -H 'Authorization: Token any'\n", address)
	fmt.Fprintf(w, "What came and why it was answered so: %s\n", s.URL+standin.LogPath)
	fmt.Fprintf(w, "To make things go wrong: -H 'Willpass-Fault: quota', key, throttled, slow, 5xx, cut (willpass help serve)\n")
	if host, _, err := net.SplitHostPort(o.listen); err == nil && !loopback(host) {
		fmt.Fprintln(w, color.YellowString("This address can be reached from other machines."))
	}
	fmt.Fprintln(w)
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// seen prints one request.
func (p *program) seen(e standin.Exchange) {
	if p.json {
		if line, err := json.Marshal(e); err == nil {
			fmt.Fprintf(p.live, "%s\n", line)
		}
		return
	}
	status := color.GreenString("%d", e.Status)
	switch {
	case e.Status == 0:
		status = color.YellowString("cut")
	case e.Error != "" || e.Status >= 400:
		status = color.RedString("%d", e.Status)
	}
	fmt.Fprintf(p.live, "%s  %s %s  %s", e.Time.Local().Format("15:04:05"), e.Method, e.URL, status)
	if e.Error != "" {
		code := e.Code
		if code == "" {
			code = "code not documented"
		}
		fmt.Fprintf(p.live, "  %s  %s", bold(code), oneLine(e.Message))
	}
	fmt.Fprintln(p.live)
	for i, f := range e.Findings {
		if i == 3 {
			fmt.Fprintf(p.live, "    %s\n", faint(fmt.Sprintf("and %d more", len(e.Findings)-i)))
			break
		}
		fmt.Fprintf(p.live, "    %s\n", faint(f.At+": got "+short(f.Got)+", want "+f.Want))
	}
}
