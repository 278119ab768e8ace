// Package casa holds no code: its tests are the rules of the house that need the
// whole tree. Which package may import which; that nothing looks outside the
// process; what exported names show and say; the machines, the papers and the
// licences against what they describe.
package casa
