/**
 * Invented traffic with the shape of real traffic: a few large customers, a day and night, prompt caches, failures, and
 * every kind of mischief a log can hold.
 *
 * <p>Given a {@link io.reckoner.jobs.simulate.Scenario} and nothing else, it writes the same bytes every time. It knows
 * the log format and the price book's model names; it leaves accounts, plans and money to the commands that make them.
 */
@NullMarked
package io.reckoner.jobs.simulate;

import org.jspecify.annotations.NullMarked;
