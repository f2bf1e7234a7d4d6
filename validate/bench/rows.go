package main

import (
	"fmt"
	"os"

	"github.com/willpass/willpass/validate/known"
)

// measureAll races all contenders over every input.
func measureAll(root string, all []input) ([]row, error) {
	dir, err := os.MkdirTemp("", "willpass-bench")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	rules, err := known.Rules()
	if err != nil {
		return nil, err
	}
	box, err := newSandbox(dir)
	if err != nil {
		return nil, err
	}
	table := symbolTable()
	var rows []row
	for i := range all {
		in := &all[i]
		copied := make([]byte, len(in.Data))
		contenders := []contender{
			{"willpass", func() error { return judge(rules, in) }},
			{"by hand", func() error { return byHand(in) }},
			{"wazero", func() error { return box.judge(in) }},
			{"scan", func() error { scan(in.Data); return nil }},
			{"validity", func() error { validity(table, in.Data); return nil }},
			{"copy", func() error { copy(copied, in.Data); return nil }},
		}
		r, err := run(contenders, rounds)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", in.Name, err)
		}
		one := row{Input: in.Name, Bytes: len(in.Data), Kind: in.Kind, Native: r.times("willpass"), ByHand: r.ratio("by hand", "willpass"),
			Floor: r.ratio("willpass", "scan"), Copy: r.ratio("willpass", "copy"), Wazero: r.ratio("wazero", "willpass")}
		if in.Kind == imageJSON {
			one.Floor = r.ratio("willpass", "scan", "validity")
		}
		one.Allocs, _ = allocations(contenders[0].Run)
		_, one.HandKB = allocations(contenders[1].Run)
		if one.Read, one.HandRead, err = bytesRead(in); err != nil {
			return nil, err
		}
		if one.Peak, one.HandPeak, err = peaks(dir, in); err != nil {
			return nil, err
		}
		fmt.Fprintf(os.Stderr, "  natively and under wazero: %s\n", in.Name)
		rows = append(rows, one)
	}
	inNode, err := runNode(root, dir, all, os.Stderr)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		found := inNode[rows[i].Input]
		rows[i].InV8, rows[i].Memory, rows[i].JS = found.Times["willpass"], found.Memory, map[string]float64{}
		rows[i].V8 = rows[i].InV8.Min / rows[i].Native.Min
		for name, took := range found.Times {
			if name != "willpass" {
				rows[i].JS[name] = took.Min / rows[i].InV8.Min
			}
		}
	}
	return rows, nil
}
