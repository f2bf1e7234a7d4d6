// Command willpass says whether a request to an image-AI provider will pass, and if not, exactly which error comes back.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
