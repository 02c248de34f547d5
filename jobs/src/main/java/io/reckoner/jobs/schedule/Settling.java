package io.reckoner.jobs.schedule;

/** What the timetable calls; failures are told and never end the timetable. */
interface Settling {
    /** Settles what has arrived. */
    void settle();

    /** The whole night. */
    void night();
}
