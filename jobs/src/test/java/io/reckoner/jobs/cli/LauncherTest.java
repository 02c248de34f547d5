package io.reckoner.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher script, with invented Javas that say how they were called. */
class LauncherTest {
    @TempDir
    Path root;

    private Path release;

    /** What a run of the script came to. */
    private record Ran(int exit, String text) {}

    @BeforeEach
    void unpackARelease() throws IOException {
        release = Files.createDirectories(root.resolve("release of reckon"));
        Files.createDirectories(release.resolve("lib"));
        Files.copy(Path.of("..", "reckon"), release.resolve("reckon"));
        executable(release.resolve("reckon"));
    }

    @ParameterizedTest(name = "[{index}] JAVA_HOME {0}, PATH {1}, folders {2}: {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # JAVA_HOME | on the PATH | in folders    | taken
                    21.0.1      | 17.0.15     | 25.0.3        | 25.0.3
                    25.0.1      | 21.0.1      | 24            | 25.0.1
                    17.0.15     | 22.0.2      | 1.8.0_392     | 22.0.2
                    11.0.2      | 1.8.0_392   | 21            | 21
                    25.0.1      | 25.0.2      | 25.0.3        | 25.0.1
                    """)
    void takesTheNewestJavaThereIs(String javaHome, String onPath, String inFolders, String taken) throws Exception {
        Path jdks = Files.createDirectories(root.resolve("jdks"));
        Path link = Files.createDirectories(root.resolve("bin")).resolve("java");
        Files.createSymbolicLink(link, java("path", onPath).resolve("bin/java"));
        Path found = java("jdks/" + inFolders, inFolders);
        Ran ran = run(
                release.resolve("reckon"),
                Map.of(
                        "JAVA_HOME", java("home", javaHome).toString(),
                        "PATH", link.getParent() + ":/usr/bin:/bin",
                        "RECKON_JAVA_DIRS", jdks + "/*"),
                "status");
        assertThat(found).exists();
        assertThat(ran.exit()).isZero();
        assertThat(ran.text())
                .contains("java " + taken + " called with")
                .contains("io.reckoner.jobs.cli.Reckon status");
    }

    @Test
    void saysPlainlyWhatIsMissing() throws Exception {
        Ran ran = run(
                release.resolve("reckon"),
                Map.of(
                        "JAVA_HOME", java("home", "17.0.15").toString(),
                        "PATH", pathWithoutJava(),
                        "RECKON_JAVA_DIRS", root + "/none/*"));
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.text())
                .isEqualTo(
                        "reckon: no Java of 21 or newer was found in JAVA_HOME, on the PATH or in the usual folders. "
                                + "Too old: " + root.resolve("home")
                                + " (17). Install one (apt install openjdk-21-jdk, brew install openjdk) or name its folder in RECKON_JAVA_HOME.");
    }

    @Test
    void usesTheJavaItIsToldToWhateverElseThereIs() throws Exception {
        Map<String, String> environment = Map.of(
                "JAVA_HOME", java("home", "25.0.1").toString(),
                "PATH", pathWithoutJava(),
                "RECKON_JAVA_HOME", java("mine", "21.0.4").toString());
        assertThat(run(release.resolve("reckon"), environment).text()).startsWith("java 21.0.4 called with");
    }

    @Test
    void worksThroughLinksFromAnyFolderAndPassesWordsOnUnchanged() throws Exception {
        Path links = Files.createDirectories(root.resolve("links"));
        Files.createSymbolicLink(links.resolve("first"), Path.of("..", "release of reckon", "reckon"));
        Files.createSymbolicLink(links.resolve("second"), Path.of("first"));
        Ran ran = run(
                links.resolve("second"),
                Map.of(
                        "JAVA_HOME",
                        java("home", "25").toString(),
                        "PATH",
                        pathWithoutJava(),
                        "RECKON_JAVA_DIRS",
                        "/none",
                        "RECKON_JAVA_OPTS",
                        "-Xmx8g -Dreckon.log=DEBUG"),
                "account",
                "create",
                "acme",
                "--name",
                "Acme * Ltd");
        assertThat(ran.text())
                .contains("-cp " + release + "/lib/*")
                .contains("-XX:TieredStopAtLevel=1 -Xmx8g -Dreckon.log=DEBUG")
                .endsWith("io.reckoner.jobs.cli.Reckon account create acme --name Acme * Ltd");
    }

    @Test
    void longWorkGetsTheOptimisingCompiler() throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", java("home", "25").toString(), "PATH", pathWithoutJava());
        assertThat(run(release.resolve("reckon"), environment, "settle").text()).doesNotContain("TieredStopAtLevel");
    }

    @ParameterizedTest(name = "Java {0}, a cache {1}")
    @CsvSource({"25.0.1, kept, true, true", "25.0.1, not kept, false, true", "24, kept, false, false"})
    void startsFromTheCacheThatWasKept(String version, String kept, boolean used, boolean canKeep) throws Exception {
        Path cache = release.resolve("lib/reckon.aot");
        if (kept.equals("kept")) {
            Files.writeString(cache, "what Java learnt");
        }
        Map<String, String> environment =
                Map.of("JAVA_HOME", java("home", version).toString(), "PATH", pathWithoutJava());
        String text = run(release.resolve("reckon"), environment, "nightly").text();
        assertThat(text.contains(" -XX:AOTCache=" + cache + " ")).isEqualTo(used);
        assertThat(text.contains(" -Dreckon.cache=" + cache + " ")).isEqualTo(canKeep);
    }

    @Test
    void neitherCheckoutNorReleaseIsSaid() throws Exception {
        Files.delete(release.resolve("lib"));
        Ran ran = run(
                release.resolve("reckon"),
                Map.of("JAVA_HOME", java("home", "25").toString(), "PATH", pathWithoutJava()));
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.text()).contains("is neither a checkout nor a release of Reckoner");
    }

    /** The programs the script uses, and no Java. */
    private String pathWithoutJava() throws IOException {
        Path bin = Files.createDirectories(root.resolve("only"));
        for (String program : List.of("dirname", "readlink", "sed", "head", "stty")) {
            for (String folder : List.of("/usr/bin/", "/bin/")) {
                Path wrapper = bin.resolve(program);
                if (!Files.exists(wrapper) && Files.exists(Path.of(folder + program))) {
                    Files.writeString(wrapper, "#!/bin/sh\nexec " + folder + program + " \"$@\"\n");
                    executable(wrapper);
                }
            }
        }
        return bin.toString();
    }

    private Path java(String folder, String version) throws IOException {
        Path home = root.resolve(folder);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = home.resolve("bin/java");
        Files.writeString(java, "#!/bin/sh\necho \"java " + version + " called with $*\"\n");
        executable(java);
        return home;
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ran run(Path script, Map<String, String> environment, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), text.strip());
    }
}
