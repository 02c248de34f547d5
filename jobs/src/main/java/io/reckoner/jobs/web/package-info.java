/**
 * The HTTP server of {@code serve}.
 *
 * <p>Decides on which address it listens and what it bears: sizes, time-outs, threads. Is given controllers by the packages
 * of their capabilities. No other command starts it.
 */
@NullMarked
package io.reckoner.jobs.web;

import org.jspecify.annotations.NullMarked;
