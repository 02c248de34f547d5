package io.reckoner.jobs.nightly;

/** Told how a run gets on. Called from several threads. */
public interface Progress {
    /** Nobody watches. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String step, int pieces) {}

        @Override
        public void advance(String step) {}

        @Override
        public void end(String step) {}
    };

    void begin(String step, int pieces);

    /** One more piece of the step is done. */
    void advance(String step);

    void end(String step);
}
