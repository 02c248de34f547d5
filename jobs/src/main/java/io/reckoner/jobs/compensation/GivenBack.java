package io.reckoner.jobs.compensation;

import io.reckoner.kernel.compensation.CompensationRule;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.compensation.FailedEvent;

/**
 * What an event gets back by a rule.
 *
 * @param borne the part of its charge it was reckoned from
 */
record GivenBack(FailedEvent event, CompensationRule rule, Money borne, Money amount) {}
