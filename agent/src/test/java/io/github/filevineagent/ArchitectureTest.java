package io.github.filevineagent;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.github.filevineagent.common.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

@AnalyzeClasses(packagesOf = FilevineAgent.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.filevineagent";
    private static final String BOOTSTRAP = ROOT + ".bootstrap";

    /** The isolated loader's packages, in the order in which data flows, as this package's {@code package-info} has it. */
    private static final List<String> FLOW = flow();

    @ArchTest
    static final ArchRule packages_dependOnThoseBeforeThemOnly = CompositeArchRule.of(dataFlow());

    @ArchTest
    static final ArchRule isolatedPackages_areAllInTheFlow = classes()
            .that(not(resideInAnyPackage(ROOT, BOOTSTRAP)))
            .should()
            .resideInAnyPackage(FLOW.stream().map(name -> ROOT + "." + name).toArray(String[]::new))
            .because("a package that is not in the order of the data's flow is not checked against it");

    @ArchTest
    static final ArchRule rootPackage_dependsOnNoOtherOfOurs = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat(ours().and(not(resideInAPackage(ROOT))))
            .because("the system loader, which loads it, does not find the others");

    @ArchTest
    static final ArchRule isolatedPackages_doNotDependOnTheRoot = noClasses()
            .that(not(resideInAPackage(ROOT)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT)
            .because("the isolated loader and the boot loader do not find what the system loader has loaded");

    @ArchTest
    static final ArchRule bootstrap_dependsOnJavaBaseOnly = classes()
            .that()
            .resideInAPackage(BOOTSTRAP)
            .should()
            .onlyDependOnClassesThat(resideInAPackage(BOOTSTRAP).or(javaBase()).or(nullnessAnnotations()))
            .because("the boot loader finds nothing else: java.net.http, too, is the platform loader's");

    @ArchTest
    static final ArchRule bootstrap_isUsedByInstrumentationOnly = noClasses()
            .that(not(resideInAnyPackage(BOOTSTRAP, ROOT + ".instrumentation")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BOOTSTRAP)
            .because("touching it before it is in the boot loader loads a second copy of it, or fails");

    @ArchTest
    static final ArchRule jacksonsMapper_isUsedWhereJsonIsReadAndWrittenOnly = noClasses()
            .that(not(nameMatching("io\\.github\\.filevineagent\\.(token\\.Json|check\\.JsonReport)(\\$.*)?")))
            .should()
            .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson..").and(not(assignableTo(JsonNode.class))))
            .because("what reads answers is made once, and when it is made decides how long the first request takes;"
                    + " the check has a JVM of its own");

    @ArchTest
    static final ArchRule jackson_isUsedWhereThereIsJsonOnly = noClasses()
            .that(not(resideInAnyPackage(ROOT + ".token", ROOT + ".check")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..")
            .because("only servers' answers and the check's report are JSON");

    @ArchTest
    static final ArchRule byteBuddy_isUsedByWeavingOnly = noClasses()
            .that(not(resideInAPackage(ROOT + ".weaving")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.bytebuddy..")
            .because("who else does would keep it loaded for the life of the JVM");

    @ArchTest
    static final ArchRule weaving_isUsedByName = noClasses()
            .that(not(resideInAPackage(ROOT + ".weaving")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".weaving")
            .because("its class loader is dropped once the hooks are in");

    @ArchTest
    static final ArchRule javaUtilLogging_isNotUsed = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("the application's main chooses the LogManager, after the agent has started");

    @ArchTest
    static final ArchRule jmx_isUsedByManagementOnly = noClasses()
            .that(not(resideInAPackage(ROOT + ".management")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.management..", "javax.management..")
            .because("the application's main chooses the MBeanServer, and a jlinked image may be without JMX");

    @ArchTest
    static final ArchRule check_usesWhatAnExchangeNeedsOnly = classes()
            .that()
            .resideInAPackage(ROOT + ".check")
            .should()
            .onlyDependOnClassesThat(not(ours())
                    .or(resideInAnyPackage(ROOT + ".check", ROOT + ".common", ROOT + ".config", ROOT + ".token")))
            .because("it runs in a JVM of its own, in which nothing is hooked, refreshed or managed");

    @ArchTest
    static final ArchRule javaNioFile_isNotUsedOnTheWayToMain = noClasses()
            .that(resideInAnyPackage(ROOT, ROOT + ".config", ROOT + ".startup"))
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".config.DiskFolder")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.nio.file..")
            .because("its first use before main delays each start of the application;"
                    + " the directory of profiles is looked at beside it");

    @ArchTest
    static final ArchRule text_isMadeSafeForShowingInOnePlace = noClasses()
            .that(not(belongToAnyOf(SafeText.class).or(resideInAPackage(ROOT + ".config"))))
            .should()
            .callMethod(Character.class, "isISOControl", char.class)
            .because("what one of several such loops forgets can fake a line of a log;"
                    + " the configuration refuses values that have a control character");

    @ArchTest
    static final ArchRule regularExpressions_areNotUsedOnTheWayToMain = noClasses()
            .that()
            .resideInAnyPackage(ROOT, ROOT + ".config", ROOT + ".startup")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.regex..")
            .because("their first use before main delays each start of the application");

    private static List<String> flow() {
        Path text = Path.of("src/main/java/io/github/filevineagent/package-info.java");
        try {
            Matcher order = Pattern.compile("\\{@code (\\w+(?: → \\w+)+)}").matcher(Files.readString(text));
            if (!order.find()) {
                throw new IllegalStateException("there is no order of packages in " + text);
            }
            return Arrays.asList(order.group(1).split(" → ", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ArchRule> dataFlow() {
        List<ArchRule> rules = new ArrayList<>();
        for (int i = 0; i < FLOW.size() - 1; i++) {
            String[] later = FLOW.subList(i + 1, FLOW.size()).stream()
                    .map(name -> ROOT + "." + name)
                    .toArray(String[]::new);
            rules.add(noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + FLOW.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .because("data flows one way, and a package knows only those that the data came through"));
        }
        return rules;
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAPackage(ROOT + "..");
    }

    private static DescribedPredicate<JavaClass> javaBase() {
        Set<String> packages = Object.class.getModule().getPackages();
        return describe(
                "of module java.base",
                type -> type.getBaseComponentType().isPrimitive()
                        || packages.contains(type.getBaseComponentType().getPackageName()));
    }

    /** They are absent at run time, where the JVM leaves out annotations whose class it does not find. */
    private static DescribedPredicate<JavaClass> nullnessAnnotations() {
        return resideInAPackage("org.jspecify.annotations");
    }
}
