package main

import (
	"context"
	"strings"
	"testing"
)

// TestEveryMeasureRuns proves, on a small size, that both sides of every
// comparison give the same result; the times are not looked at.
func TestEveryMeasureRuns(t *testing.T) {
	var out, diario strings.Builder
	if err := esegui(context.Background(), []string{"-righe", "5000", "-eventi", "80000", "-giri", "1"}, &out, &diario); err != nil {
		t.Fatal(err)
	}
	for _, cosa := range []string{"flow XML", "causale of a bank", "transition (Passo)", "digest of a call"} {
		if !strings.Contains(out.String(), "| "+cosa) {
			t.Errorf("no line for %q:\n%s", cosa, out.String())
		}
	}
}

func TestUnknownSubject(t *testing.T) {
	var out, diario strings.Builder
	if err := esegui(context.Background(), []string{"-solo", "niente"}, &out, &diario); err == nil {
		t.Fatal("an unknown subject was accepted")
	}
}
