package io.reckoner.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The walls of the house. {@code ARCHITECTURE.md} says in words what stands here as rules. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(place -> !place.contains("-tests.jar"))
            .importPackages("io.reckoner");

    /** A wall that looks at no class could not fail. */
    @Test
    void seesEveryRoom() {
        for (String room : List.of("kernel", "ingest", "reports", "proxy", "jobs")) {
            assertThat(CODE.stream().filter(c -> c.getPackageName().startsWith("io.reckoner." + room)))
                    .as(room)
                    .isNotEmpty();
        }
    }

    @Test
    void theKernelDependsOnNothing() {
        classes()
                .that()
                .resideInAPackage("..reckoner.kernel..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.reckoner.kernel..", "java..", "org.jspecify..")
                .check(CODE);
        holds(noClasses()
                .that()
                .resideInAPackage("..reckoner.kernel..")
                .should(dependOnClassesThat(resideInAnyPackage("java.sql..", "java.util.logging..", "java.net.."))));
    }

    @Test
    void roomsOpenOnlyWhereAnEdgeIsDrawn() {
        edge("ingest", "kernel");
        edge("reports", "kernel", "sql");
        edge("proxy", "kernel", "ingest");
        edge("jobs", "kernel", "ingest", "reports", "sql");
    }

    @Test
    void capabilitiesOfTheKernelFormNoCycle() {
        holds(slices().matching("io.reckoner.kernel.(*)..").should().beFreeOfCycles());
    }

    @Test
    void springBatchAndQuartzStayInJobs() {
        onlyIn("org.springframework.batch..", "io.reckoner.jobs..");
        onlyIn("org.quartz..", "io.reckoner.jobs..");
        onlyIn("org.springframework..", "io.reckoner.jobs..");
    }

    @Test
    void duckDbAndPdfStayInReports() {
        onlyIn("org.duckdb..", "io.reckoner.reports..");
        onlyIn("org.openpdf..", "io.reckoner.reports..");
    }

    @Test
    void factFilesAreWrittenInOnePlace() {
        onlyIn("org.apache.parquet..", "io.reckoner.jobs.facts..");
    }

    @Test
    void sqlIsSpokenByTablesViewsAndQueriesAlone() {
        DescribedPredicate<JavaMethodCall> makesAStatement = DescribedPredicate.describe(
                "make an SQL statement", call -> switch (call.getTargetOwner().getName()) {
                    case "org.springframework.jdbc.core.simple.JdbcClient" ->
                        call.getName().equals("sql");
                    case "org.springframework.jdbc.core.JdbcTemplate" -> true;
                    case "java.sql.Connection" -> call.getName().endsWith("Statement");
                    default -> false;
                });
        ArchRule rule = noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(
                                "io.reckoner.jobs.database..", "io.reckoner.reports.facts..", "io.reckoner.bench.."))
                        .and(DescribedPredicate.not(speaksSql())))
                .should()
                .callMethodWhere(makesAStatement);
        holds(rule);
    }

    @Test
    void nothingBelowTheScheduleReadsTheClock() {
        DescribedPredicate<JavaMethodCall> readsTheClock = DescribedPredicate.describe(
                "read the clock", call -> switch (call.getTargetOwner().getName()) {
                    case "java.lang.System" ->
                        Set.of("currentTimeMillis", "nanoTime").contains(call.getName());
                    case "java.time.Clock" ->
                        call.getName().startsWith("system") || call.getName().startsWith("tick");
                    default ->
                        call.getTargetOwner().getPackageName().startsWith("java.time")
                                && call.getName().equals("now");
                });
        for (String room : List.of("kernel", "ingest", "reports", "jobs.settlement", "jobs.facts", "jobs.sameness")) {
            assertThat(CODE.stream().filter(resideInAPackage("io.reckoner." + room + "..")))
                    .as(room)
                    .isNotEmpty();
            holds(noClasses()
                    .that(resideInAPackage("io.reckoner." + room + ".."))
                    .should()
                    .callMethodWhere(readsTheClock));
        }
    }

    @Test
    void noFloatingPointInTheKernel() {
        assertThat(CODE.stream()
                        .filter(resideInAPackage("io.reckoner.kernel.."))
                        .flatMap(c -> c.getFields().stream())
                        .filter(field -> isFloating(field.getRawType()))
                        .map(JavaField::getFullName))
                .isEmpty();
        assertThat(CODE.stream()
                        .filter(resideInAPackage("io.reckoner.kernel.."))
                        .flatMap(c -> c.getCodeUnits().stream())
                        .filter(unit -> isFloating(unit.getRawReturnType())
                                || unit.getRawParameterTypes().stream().anyMatch(ArchitectureTest::isFloating))
                        .map(JavaCodeUnit::getFullName))
                .isEmpty();
    }

    private static boolean isFloating(JavaClass type) {
        return Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                .contains(type.getBaseComponentType().getName());
    }

    @Test
    void nothingIsCalledUtil() {
        holds(noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..", "..impl..")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl"));
    }

    private static DescribedPredicate<JavaClass> speaksSql() {
        return DescribedPredicate.describe("Table, View or Query", candidate -> {
            JavaClass outer = candidate;
            while (outer.getEnclosingClass().isPresent()) {
                outer = outer.getEnclosingClass().get();
            }
            String name = outer.getSimpleName();
            return name.endsWith("Table") || name.endsWith("View") || name.endsWith("Query");
        });
    }

    private static void edge(String room, String... mayUse) {
        List<String> open = new java.util.ArrayList<>(List.of("io.reckoner." + room));
        for (String other : mayUse) {
            open.add("io.reckoner." + other);
        }
        holds(noClasses()
                .that(resideInAPackage("io.reckoner." + room + ".."))
                .should(dependOnClassesThat(DescribedPredicate.describe(
                        "are another room than " + open,
                        c -> c.getPackageName().startsWith("io.reckoner.")
                                && open.stream()
                                        .noneMatch(p -> c.getPackageName().startsWith(p))))));
    }

    private static void onlyIn(String library, String room) {
        holds(noClasses()
                .that(DescribedPredicate.not(resideInAPackage(room)))
                .should(dependOnClassesThat(resideInAPackage(library))));
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(CODE);
    }
}
