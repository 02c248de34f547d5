package io.reckoner.kernel.suspense;

/**
 * Why an event is set aside, in a form that groups: equal causes give equal details, so a detail names models and
 * components but never an id or an instant of one event.
 */
public record Verdict(SuspenseReason reason, String detail) {}
