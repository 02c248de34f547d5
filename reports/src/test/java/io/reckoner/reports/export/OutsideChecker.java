package io.reckoner.reports.export;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program of somebody else's that judges what we wrote. Where it is not installed a test is skipped, naming it; with
 * {@code RECKON_REQUIRE_CHECKERS=true} (environment or system property) its absence is a failure.
 */
enum OutsideChecker {
    HLEDGER("hledger", List.of("-f", "FILE", "check", "-s", "ordereddates")),
    LEDGER("ledger", List.of("--args-only", "--pedantic", "-f", "FILE", "bal")),
    BEANCOUNT("bean-check", List.of("-C", "FILE"));

    /** What the checker had to say. */
    record Verdict(int exit, String output) {}

    private final String program;
    private final List<String> arguments;

    OutsideChecker(String program, List<String> arguments) {
        this.program = program;
        this.arguments = arguments;
    }

    Verdict check(Path file) throws IOException, InterruptedException {
        Optional<Path> installed = find();
        if (installed.isEmpty()) {
            String missing = program + " is not installed, so nobody outside has checked the export (apt-get install"
                    + " hledger ledger beancount)";
            if (required()) {
                fail(missing + "; RECKON_REQUIRE_CHECKERS asks for it");
            }
            // Build tools count skipped tests without saying why; this line does.
            System.out.println("SKIPPED: " + missing);
            abort(missing);
        }
        List<String> command = new ArrayList<>();
        command.add(installed.orElseThrow().toString());
        arguments.forEach(argument -> command.add(argument.equals("FILE") ? file.toString() : argument));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (InputStream output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return new Verdict(process.waitFor(), said);
        }
    }

    private Optional<Path> find() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path candidate = Path.of(folder, program);
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static boolean required() {
        return Boolean.parseBoolean(
                System.getProperty("RECKON_REQUIRE_CHECKERS", System.getenv("RECKON_REQUIRE_CHECKERS")));
    }
}
