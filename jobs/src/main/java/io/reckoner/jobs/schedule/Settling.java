package io.reckoner.jobs.schedule;

/** What the timetable calls; failures are told and never end the timetable. */
interface Settling {
    /** Settles what has arrived. */
    void settle();

    /** Finds and sends notices. */
    void notices();

    /** The whole night. */
    void night();
}
