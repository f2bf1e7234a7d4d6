// Command peak runs a command and prints the most memory that it held, in KiB, on standard error. A process takes over the peak
// of the one that starts it, so that a small one must stand between a test and what it measures.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

func main() {
	command := exec.Command(os.Args[1], os.Args[2:]...)
	command.Stdin, command.Stdout = os.Stdin, os.Stdout
	err := command.Run()
	if command.ProcessState == nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	most := command.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	if runtime.GOOS == "darwin" {
		most /= 1024 // bytes there
	}
	fmt.Fprintln(os.Stderr, most)
	os.Exit(command.ProcessState.ExitCode())
}
