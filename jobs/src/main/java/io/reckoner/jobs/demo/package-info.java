/**
 * A month of an invented gateway on an empty machine: customers, prices, credit, thirty nights, and everything that goes
 * wrong on the way.
 *
 * <p>Decides what happens on which day. Given an empty installation. Leaves to others every rule and every figure: it acts
 * through the same services as the commands, and what it shows is read back from facts, journal and control tables.
 */
@NullMarked
package io.reckoner.jobs.demo;

import org.jspecify.annotations.NullMarked;
