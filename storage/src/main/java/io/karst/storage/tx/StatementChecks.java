package io.karst.storage.tx;

import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor.Deferral;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a statement leaves to its end, and a transaction to its commit: referential actions, then
 * checks. An action may cause further ones; a queue instead of calls inside calls lets a cascade go
 * as deep as the data does. Not thread-safe.
 */
final class StatementChecks {
  private @Nullable Map<Object, DeferredCheck> actions;
  private @Nullable Map<Object, DeferredCheck> checks;
  private @Nullable Map<Object, AtCommit> commit;
  private @Nullable Map<String, Boolean> modes; // by constraint: whether it waits for the commit
  private @Nullable Boolean everyMode;

  private record AtCommit(ForeignKeyDescriptor key, DeferredCheck check) {}

  void addAction(Object identity, DeferredCheck action) {
    if (actions == null) {
      actions = new LinkedHashMap<>();
    }
    actions.put(identity, action);
  }

  void addCheck(Object identity, DeferredCheck check) {
    if (checks == null) {
      checks = new LinkedHashMap<>();
    }
    checks.put(identity, check);
  }

  void addAtCommit(Object identity, ForeignKeyDescriptor key, DeferredCheck check) {
    if (commit == null) {
      commit = new LinkedHashMap<>();
    }
    commit.put(identity, new AtCommit(key, check));
  }

  boolean has(Object identity) {
    return (checks != null && checks.containsKey(identity))
        || (commit != null && commit.containsKey(identity));
  }

  /** Forgets what the statement left: it was undone. Checks at commit look at what is there. */
  void forgetStatement() {
    actions = null;
    checks = null;
  }

  void runStatement(StoreTransaction transaction) {
    while (actions != null) {
      Map<Object, DeferredCheck> now = actions;
      actions = null;
      for (DeferredCheck action : now.values()) {
        action.run(transaction);
      }
    }
    Map<Object, DeferredCheck> now = checks;
    checks = null;
    if (now != null) {
      for (DeferredCheck check : now.values()) {
        check.run(transaction);
      }
    }
  }

  void runCommit(StoreTransaction transaction) {
    if (commit != null) {
      for (AtCommit each : commit.values()) {
        each.check.run(transaction);
      }
    }
  }

  /** Whether checks of a reference wait for the commit now. */
  boolean waits(ForeignKeyDescriptor key) {
    if (key.deferral() == Deferral.NOT_DEFERRABLE) {
      return false;
    }
    Boolean mode = modes == null ? null : modes.get(key.name());
    if (mode == null) {
      mode = everyMode;
    }
    return mode == null ? key.deferral() == Deferral.INITIALLY_DEFERRED : mode;
  }

  /** Sets when references are checked, and runs the checks that need not wait any longer. */
  void setMode(StoreTransaction transaction, List<String> names, boolean waits) {
    if (names.isEmpty()) {
      everyMode = waits;
      modes = null;
    } else {
      if (modes == null) {
        modes = new HashMap<>();
      }
      for (String name : names) {
        modes.put(name, waits);
      }
    }
    if (waits || commit == null) {
      return;
    }
    List<DeferredCheck> due = new ArrayList<>();
    for (Iterator<AtCommit> each = commit.values().iterator(); each.hasNext(); ) {
      AtCommit pending = each.next();
      if (!waits(pending.key)) {
        due.add(pending.check);
        each.remove();
      }
    }
    for (DeferredCheck check : due) {
      check.run(transaction);
    }
  }
}
