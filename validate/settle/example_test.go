package settle_test

import (
	"context"
	"fmt"
	"os"

	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/settle"
)

// A file is judged before any request exists.
func ExampleChecker_CheckFile() {
	rules, err := known.Rules("ailab")
	if err != nil {
		fmt.Println(err)
		return
	}
	file, err := os.Open("../../testdata/images/panorama.png")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		fmt.Println(err)
		return
	}
	checker := &settle.Checker{Rules: rules, Decoder: settle.Pixels{}}
	verdict, err := checker.CheckFile(context.Background(), "ailab/universal-background-removal", file, info.Size())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(verdict.Outcome, verdict.Answers[0].Code)
	fmt.Println(verdict.Findings[0].At, "got", verdict.Findings[0].Got)
	// Output:
	// rejected FILE_RESOLUTION_EXCEEDS_LIMITS
	// form:image got 2400 × 600 pixels
}
