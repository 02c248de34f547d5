/**
 * The timetable under {@code serve}: when settlements run, kept in the database. This is the one place below which nobody
 * reads the clock.
 */
@NullMarked
package io.reckoner.jobs.schedule;

import org.jspecify.annotations.NullMarked;
