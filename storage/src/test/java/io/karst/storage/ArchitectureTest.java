package io.karst.storage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layers of the store. A new package needs a place in {@link #LAYERS}, or the test fails. */
class ArchitectureTest {
  private static final String ROOT = "io.karst.storage";

  /**
   * Packages bottom-up. A package may use those of earlier lines only; packages of one line do not
   * know each other. Sub-packages belong to the line of their longest listed prefix and may use
   * their parent. The empty name is the root package, which puts everything together.
   */
  private static final List<List<String>> LAYERS =
      List.of(
          List.of("base"),
          List.of("value"),
          List.of("engine", "sort"),
          List.of("scan"),
          List.of("key"),
          List.of("codec"),
          List.of("engine.local"),
          List.of("rocks", "memory"),
          List.of("directory", "stats"),
          List.of("catalog", "changelog"),
          List.of("tx"),
          List.of("routing", "index", "id"),
          List.of("constraint"),
          List.of("table"),
          List.of("projection"),
          List.of("access", "bulk", "graph", "vector", "series"),
          List.of("check"),
          List.of(""));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages(ROOT);

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching(ROOT + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void packagesUseLowerLayersOnly() {
    classes().should(new UseLowerLayersOnly()).allowEmptyShould(true).check(CLASSES);
  }

  @Test
  void rocksDbIsKnownInOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".rocks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.rocksdb..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void implementationsOfTheEngineAreNamedByTheRootOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".rocks..", ROOT + ".memory..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".rocks..", ROOT + ".memory..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void neitherCalciteNorJdbcNorGuava() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.calcite..", "com.google.common..")
        .allowEmptyShould(true)
        .check(CLASSES);
    // Values.coerce takes the objects that JDBC programs bind.
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".value")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.sql..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void nothingIsPrinted() {
    noClasses()
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /** The place of a package in {@link #LAYERS}: the line and the listed name that covers it. */
  private record Place(int layer, String name) {
    static final Place UNKNOWN = new Place(-1, "?");

    boolean isKnown() {
      return layer >= 0;
    }

    static Place of(String packageName) {
      String relative = packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
      Place best = UNKNOWN;
      for (int layer = 0; layer < LAYERS.size(); layer++) {
        for (String name : LAYERS.get(layer)) {
          boolean covers =
              relative.equals(name) || (!name.isEmpty() && relative.startsWith(name + "."));
          if (covers && (!best.isKnown() || name.length() > best.name.length())) {
            best = new Place(layer, name);
          }
        }
      }
      return best;
    }
  }

  private static final class UseLowerLayersOnly extends ArchCondition<JavaClass> {
    UseLowerLayersOnly() {
      super("use lower layers only");
    }

    @Override
    public void check(JavaClass origin, ConditionEvents events) {
      Place from = Place.of(origin.getPackageName());
      if (!from.isKnown()) {
        String message = origin.getPackageName() + " has no place in ArchitectureTest.LAYERS";
        events.add(SimpleConditionEvent.violated(origin, message));
        return;
      }
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
        if (!target.equals(ROOT) && !target.startsWith(ROOT + ".")) {
          continue;
        }
        Place to = Place.of(target);
        if (to.layer() >= from.layer() && !to.name().equals(from.name())) {
          String message = from.name() + " may not use " + to.name();
          events.add(
              SimpleConditionEvent.violated(
                  dependency, message + ": " + dependency.getDescription()));
        }
      }
    }
  }
}
