package io.reckoner.jobs.nightly;

import io.reckoner.jobs.command.Output;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shows the steps of a run as progress of a command. */
public final class CommandProgress implements Progress {
    private final Output output;
    private final Map<String, io.reckoner.jobs.command.Progress> shown = new ConcurrentHashMap<>();

    public CommandProgress(Output output) {
        this.output = output;
    }

    @Override
    public void begin(String step, int pieces) {
        if (pieces > 1) {
            shown.put(step, output.progress(step, "done", pieces));
        }
    }

    @Override
    public void advance(String step) {
        var progress = shown.get(step);
        if (progress != null) {
            progress.advance(1);
        }
    }

    @Override
    public void end(String step) {
        var progress = shown.remove(step);
        if (progress != null) {
            progress.close();
        }
    }
}
