package io.reckoner.jobs.nightly;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import io.reckoner.jobs.cli.Reckon;
import io.reckoner.jobs.database.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command in a process of its own that stands still at a method of the product, held there by the debugger's wire: to be
 * killed as it stands, or let go. Nothing in the product knows of it.
 */
final class StoppedProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Who stands still: the thread alone, while the heart of the process beats on, or all of it. */
    enum Hold {
        THREAD(EventRequest.SUSPEND_EVENT_THREAD),
        PROCESS(EventRequest.SUSPEND_ALL);

        private final int policy;

        Hold(int policy) {
            this.policy = policy;
        }
    }

    /** {@code IndexWriter.copyPrefixes 3}: as it comes there for the third time, before the first statement. */
    record Place(String type, String method, int occurrence) {
        static Place of(String text) {
            String[] words = text.split("[. ]");
            return new Place(words[0], words[1], Integer.parseInt(words[2]));
        }
    }

    private final Process process;
    private final VirtualMachine machine;

    private StoppedProcess(Process process, VirtualMachine machine) {
        this.process = process;
        this.machine = machine;
    }

    /**
     * Starts {@code reckon <command>} with one worker, and returns once it stands at the place.
     *
     * @throws AssertionError when it ends without having come there
     */
    static StoppedProcess start(String command, Path data, DatabaseSettings settings, String place, Hold hold)
            throws IOException, InterruptedException {
        ListeningConnector connector = Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(one -> one.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("localAddress").setValue("127.0.0.1");
        arguments.get("port").setValue("0");
        arguments.get("timeout").setValue(Long.toString(PATIENCE.toMillis()));
        try {
            String address = connector.startListening(arguments);
            Process process = process(command, data, settings, address);
            StoppedProcess stopped = new StoppedProcess(process, connector.accept(arguments));
            connector.stopListening(arguments);
            stopped.awaitPlace(Place.of(place), hold);
            return stopped;
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process process(String command, Path data, DatabaseSettings settings, String address)
            throws IOException {
        ProcessBuilder process = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address,
                "-cp",
                System.getProperty("java.class.path"),
                Reckon.class.getName(),
                command);
        process.environment()
                .putAll(Map.of(
                        "RECKON_DATA",
                        data.toString(),
                        "RECKON_DB_URL",
                        settings.url().orElseThrow(),
                        "RECKON_DB_USER",
                        settings.user().orElseThrow(),
                        "RECKON_DB_PASSWORD",
                        settings.password().orElseThrow(),
                        "RECKON_SETTLEMENT_THREADS",
                        "1"));
        return process.redirectErrorStream(true)
                .redirectOutput(data.resolve("said.txt").toFile())
                .start();
    }

    private void awaitPlace(Place place, Hold hold) throws InterruptedException {
        ClassPrepareRequest loaded = machine.eventRequestManager().createClassPrepareRequest();
        loaded.addClassFilter("*." + place.type());
        loaded.enable();
        while (true) {
            EventSet events = machine.eventQueue().remove(PATIENCE.toMillis());
            if (events == null) {
                throw new AssertionError("the process did not come to " + place + " in " + PATIENCE);
            }
            for (Event event : events) {
                switch (event) {
                    case ClassPrepareEvent prepared -> stopIn(prepared.referenceType(), place, hold);
                    case BreakpointEvent reached -> {
                        return;
                    }
                    case VMDisconnectEvent gone ->
                        throw new AssertionError("the process ended without coming to " + place);
                    default -> {}
                }
            }
            events.resume();
        }
    }

    private void stopIn(ReferenceType type, Place place, Hold hold) {
        List<Method> methods = type.methodsByName(place.method());
        if (methods.size() != 1) {
            throw new AssertionError(type.name() + " has " + methods.size() + " methods " + place.method());
        }
        BreakpointRequest stop = machine.eventRequestManager()
                .createBreakpointRequest(methods.getFirst().location());
        stop.addCountFilter(place.occurrence());
        stop.setSuspendPolicy(hold.policy);
        stop.enable();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it as a power cut would: not another instruction is done. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it go on to its end; what it exits with. */
    int letGo() throws InterruptedException {
        machine.dispose();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process did not end in " + PATIENCE);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            machine.dispose();
        } catch (VMDisconnectedException dead) {
            // As it should be.
        }
    }
}
