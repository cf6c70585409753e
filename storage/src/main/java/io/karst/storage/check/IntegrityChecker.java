package io.karst.storage.check;

import io.karst.storage.base.KarstException;
import io.karst.storage.changelog.ChangeLogReader;
import io.karst.storage.codec.RowReader;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.SystemKeys;
import io.karst.storage.table.Families;
import io.karst.storage.table.Routing;
import io.karst.storage.table.TypeFamily;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.value.EntityId;
import java.util.List;
import java.util.UUID;

/** Checks one collection as of one snapshot. Stateless. */
public final class IntegrityChecker {
  private IntegrityChecker() {}

  /**
   * Compares everything that is stored twice; empty = in agreement. At most about a thousand
   * problems are listed. Definitions must not change meanwhile.
   */
  public static List<Problem> check(CollectionDomain domain, Families families) {
    Findings findings = new Findings();
    try (Snapshot snapshot = domain.engine().snapshot()) {
      for (TypeFamily family : families.all()) {
        try {
          new FamilyCheck(snapshot, family, families, findings).run();
        } catch (KarstException e) {
          findings.add(
              "check", family.name(), "the check stopped: " + String.valueOf(e.getMessage()));
        }
      }
      checkRouting(domain, families, snapshot, findings);
      checkChanges(domain, snapshot, findings);
    }
    return findings.problems();
  }

  private static void checkRouting(
      CollectionDomain domain, Families families, Snapshot snapshot, Findings findings) {
    String name = domain.routing().name();
    Walk.over(
        snapshot,
        domain.routing(),
        KeyRange.ALL,
        (key, value) -> {
          try {
            UUID id = EntityId.read(key, 0);
            Routing.Entry entry = Routing.decode(value);
            TypeFamily family = families.byNumber(entry.typeNumber());
            if (family == null) {
              return; // A dropped type's entries count as absent.
            }
            if (family.keyPlan().kind() != EntityKeyPlan.Kind.NATIVE) {
              findings.add(
                  "routing", name, id + " leads to table " + family.name() + ", which needs none");
              return;
            }
            byte[] row = snapshot.get(family.space(), FamilyKeys.core(id));
            if (row == null) {
              findings.add(
                  "routing",
                  name,
                  id + " leads to table " + family.name() + ", which has no such row");
            } else if (new RowReader().wrap(row).ordinal() != entry.ordinal()) {
              findings.add("routing", name, id + " has another ordinal than its row");
            }
          } catch (KarstException e) {
            findings.add("routing", name, String.valueOf(e.getMessage()));
          }
        });
  }

  private static void checkChanges(CollectionDomain domain, Snapshot snapshot, Findings findings) {
    String name = domain.changes().name();
    long[] last = new long[1];
    Walk.over(
        snapshot,
        domain.changes(),
        KeyRange.ALL,
        (key, value) -> {
          long sequence = SystemKeys.commitSequence(key, 0, key.length);
          if (last[0] != 0 && sequence != last[0] && sequence != last[0] + 1) {
            findings.add("change log", name, "commit " + sequence + " follows commit " + last[0]);
          }
          last[0] = sequence;
        });
    if (last[0] != snapshot.sequence()) {
      findings.add(
          "change log",
          name,
          "it ends at commit " + last[0] + ", the data at commit " + snapshot.sequence());
    }
    try (ChangeLogReader reader =
        new ChangeLogReader(snapshot, domain.changes(), 0, Long.MAX_VALUE, false)) {
      boolean more = true;
      while (more) {
        more = reader.next();
      }
    } catch (KarstException e) {
      findings.add("change log", name, String.valueOf(e.getMessage()));
    }
  }
}
