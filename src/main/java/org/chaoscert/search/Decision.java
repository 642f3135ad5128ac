package org.chaoscert.search;

/**
 * What was decided about one map.
 *
 * @param verdict chaotic, not chaotic, or undecided
 * @param periodThree whether f has period three
 * @param work units of work spent so far on the map, its construction included
 */
public record Decision(Verdict verdict, PeriodThree periodThree, long work) {}
