MAKEFLAGS += --warn-undefined-variables --no-builtin-rules
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

FUZZTIME ?= 20000x

.PHONY: help build wasm js playground deps test test-go test-js test-runtimes race fuzz bench benchmarks generate check cover clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-13s %s\n", $$1, $$2}'

build: ## build the command line into bin/
	go build -trimpath -o bin/willpass ./cmd/willpass

wasm: js/node_modules ## build the WebAssembly modules into js/dist/ and check them: same bytes twice, imports, size, all cases
	cd js && npm run build && npx tsc -p test && node --test dist/test/preinit.test.js dist/test/trim.test.js dist/test/brotli.test.js
	WILLPASS_DIST=$(CURDIR)/js/dist go test -count=1 ./wasm

js/node_modules: js/package.json js/package-lock.json
	cd js && npm ci --no-audit --no-fund
	touch js/node_modules

js: js/node_modules ## install and build the npm package
	cd js && npm run build

playground: js ## build the page to look at it all, into js/playground/dist/
	cd js && npm run playground

test: deps test-go test-js test-runtimes ## run all tests: Go, WebAssembly under wazero, Node, other runtimes

# Some tests want a real Redis or a real browser; without them they say so and skip.
deps: ## install redis-server, chromium and curl with apt, where that can be done and they are missing
	@missing=; \
	command -v redis-server >/dev/null || missing="$$missing redis-server"; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v curl >/dev/null || missing="$$missing curl"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; \
	else echo "not installed:$$missing; the tests that need them will skip"; fi

test-go: ## run the tests of Go and, under wazero, of WebAssembly
	go vet ./...
	test -z "$$(gofmt -s -l .)" || { gofmt -s -l .; echo 'run gofmt -s -w on these files'; exit 1; }
	go test -timeout 30m ./...

test-js: js ## run the tests of the npm package in Node
	cd js && npm test

test-runtimes: js ## run the packed npm package in Node, Deno, Bun, workerd and Chromium
	cd js && npm run test:runtimes

race: ## run the Go tests with the race detector
	go test -race -timeout 60m ./validate/... ./cmd/...

fuzz: ## run every fuzz target for FUZZTIME each (default 20000x: so many executions)
	for package in $$(go list ./validate/... ./wasm/plain); do \
	  for target in $$(go test -list '^Fuzz' $$package | grep ^Fuzz || true); do \
	    echo "$$package $$target"; go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$package; \
	  done; \
	done

js/compare/node_modules: js/compare/package.json js/compare/package-lock.json
	cd js/compare && npm ci --no-audit --no-fund
	touch js/compare/node_modules

bench: js js/compare/node_modules ## measure against code by hand in Go and JavaScript; writes the tables and chart of the README
	go run ./validate/bench -write

benchmarks: ## run every benchmark of the packages
	go test -run '^$$' -bench . -benchmem ./validate/...

generate: ## write the generated files anew: packed rules, cases and pages
	go test ./validate/known -run PackedIsCurrent -update
	go test ./validate/cases -run 'Generated|Recipes' -update
	go test ./validate/pages -update

check: generate test ## everything before a push: generated files are current, cross builds, tests
	git diff --exit-code -- testdata rules
	for target in windows/amd64 linux/386 darwin/arm64 js/wasm wasip1/wasm; do \
	  GOOS=$${target%/*} GOARCH=$${target#*/} go build ./validate/... ./rules; \
	done

cover: ## print the test coverage by package
	go test -cover ./validate/...

clean: ## remove what was built
	rm -rf bin js/dist js/playground/dist js/node_modules js/compare/node_modules
