package io.reckoner.jobs.account;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.account.KeyStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Commands that set a key's status. */
abstract class KeyStatusCommand extends Verb {
    @Command(
            name = "enable",
            description = "Lets a disabled key in again.",
            footerHeading = "%nExample:%n",
            footer = "  reckon key enable rk_7Hd92kLmQ0aZx")
    static final class Enable extends KeyStatusCommand {
        Enable() {
            super(KeyStatus.ENABLED);
        }
    }

    @Command(
            name = "disable",
            description = "Shuts a key out until it is enabled again. Usage it had is still counted.",
            footerHeading = "%nExample:%n",
            footer = "  reckon key disable rk_7Hd92kLmQ0aZx --reason \"seen in a public repository\"")
    static final class Disable extends KeyStatusCommand {
        Disable() {
            super(KeyStatus.DISABLED);
        }
    }

    @Command(
            name = "delete",
            description = "Shuts a key out for ever. Usage it had is still counted.",
            footerHeading = "%nExample:%n",
            footer = "  reckon key delete rk_7Hd92kLmQ0aZx")
    static final class Delete extends KeyStatusCommand {
        Delete() {
            super(KeyStatus.DELETED);
        }
    }

    private final KeyStatus status;

    @Parameters(paramLabel = "KEY", description = "The key's public id.")
    private String id = "";

    @Mixin
    private ActOptions act = new ActOptions();

    private KeyStatusCommand(KeyStatus status) {
        this.status = status;
    }

    @Override
    protected Exit run(Session session) {
        KeyStatus before = session.database().inTransaction(jdbc -> new ApiKeys(jdbc).set(id, status, act.act()));
        session.output()
                .say(
                        before == status
                                ? "Key " + id + " was " + status.code() + " before."
                                : "Key " + id + " " + status.code() + ".");
        return Exit.CLEAN;
    }
}
