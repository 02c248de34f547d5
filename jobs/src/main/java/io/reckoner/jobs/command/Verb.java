package io.reckoner.jobs.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that does something. Its class carries picocli's annotations for name, options and an example in the footer;
 * its constructor takes nothing and does nothing, so that {@code --help} costs nothing.
 */
public abstract class Verb implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Does it. Throw a {@link io.reckoner.jobs.act.Refusal} for what the user has to mend. */
    protected abstract Exit run(Session session) throws Exception;

    @Override
    public final Integer call() throws Exception {
        if (!(spec.root().userObject() instanceof SessionSource source)) {
            throw new IllegalStateException("the root command opens no session");
        }
        try (Session session = source.openSession()) {
            return run(session).code();
        }
    }
}
