/**
 * The data folder and the database in it.
 *
 * <p>Decides where things lie on disk, starts and stops the PostgreSQL that comes with the application, migrates, and
 * hands out connections that can do no more than their role. Is given settings. Leaves every table to the class named
 * after it.
 */
@NullMarked
package io.reckoner.jobs.database;

import org.jspecify.annotations.NullMarked;
