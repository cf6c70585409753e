package io.karst.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Conflicts, locks and commits of several transactions. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class EngineConcurrencyContract extends EngineFixture {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  private static void assertFails(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(KarstException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void firstUpdaterWins() {
    commit("a", "1", "b", "1");
    try (EngineTransaction first = engine.begin(FAST);
        EngineTransaction second = engine.begin(FAST)) {
      first.getForUpdate(space, bytes("a"));
      put(first, "a", "2");
      first.commit(null);
      assertThat(text(second.getForUpdate(space, bytes("b")))).isEqualTo("1");
      assertFails(ErrorCode.SERIALIZATION_FAILURE, () -> second.getForUpdate(space, bytes("a")));
    }
    try (EngineTransaction third = engine.begin(FAST)) {
      assertThat(text(third.getForUpdate(space, bytes("a")))).isEqualTo("2");
    }
  }

  @Test
  void conflictsAreSeenAcrossManyCommits() {
    commit("a", "0");
    try (EngineTransaction old = engine.begin(FAST)) {
      commit("a", "1");
      for (int i = 0; i < 100; i++) {
        commit("other" + i, "x");
      }
      assertFails(ErrorCode.SERIALIZATION_FAILURE, () -> old.getForUpdate(space, bytes("a")));
      assertFails(ErrorCode.SERIALIZATION_FAILURE, () -> old.getForUpdate(space, bytes("other7")));
    }
  }

  @Test
  void readCommittedTakesTheNewestValue() {
    commit("a", "1");
    try (EngineTransaction transaction = engine.begin(READ_COMMITTED)) {
      commit("a", "2");
      assertThat(get(transaction, "a")).isEqualTo("1");
      assertThat(text(transaction.getForUpdate(space, bytes("a")))).isEqualTo("2");
      put(transaction, "a", "3");
      assertThat(text(transaction.getForUpdate(space, bytes("a")))).isEqualTo("3");
      transaction.commit(null);
    }
    assertThat(committed("a")).isEqualTo("3");
  }

  @Test
  void writeSkewNeedsGetForUpdate() {
    commit("a", "1", "b", "1");
    try (EngineTransaction first = engine.begin(FAST);
        EngineTransaction second = engine.begin(FAST)) {
      get(first, "b");
      get(second, "a");
      first.getForUpdate(space, bytes("a"));
      second.getForUpdate(space, bytes("b"));
      put(first, "a", "0");
      put(second, "b", "0");
      first.commit(null);
      second.commit(null);
    }
    assertThat(committed("a") + committed("b")).isEqualTo("00");
    try (EngineTransaction first = engine.begin(NO_WAIT);
        EngineTransaction second = engine.begin(NO_WAIT)) {
      first.getForUpdate(space, bytes("b"));
      first.getForUpdate(space, bytes("a"));
      put(first, "a", "9");
      assertFails(ErrorCode.LOCK_NOT_AVAILABLE, () -> second.getForUpdate(space, bytes("a")));
      first.commit(null);
      assertFails(ErrorCode.SERIALIZATION_FAILURE, () -> second.getForUpdate(space, bytes("a")));
    }
  }

  @Test
  void locksShareUpgradeAndExclude() {
    byte[] key = bytes("k");
    try (EngineTransaction first = engine.begin(NO_WAIT);
        EngineTransaction second = engine.begin(NO_WAIT);
        EngineTransaction third = engine.begin(NO_WAIT)) {
      first.lock(space, key, LockMode.SHARED);
      first.lock(space, key, LockMode.SHARED);
      second.lock(space, key, LockMode.SHARED);
      assertFails(ErrorCode.LOCK_NOT_AVAILABLE, () -> third.lock(space, key, LockMode.EXCLUSIVE));
      assertFails(ErrorCode.LOCK_NOT_AVAILABLE, () -> first.lock(space, key, LockMode.EXCLUSIVE));
      second.rollback();
      first.lock(space, key, LockMode.EXCLUSIVE);
      first.lock(space, key, LockMode.SHARED);
      assertFails(ErrorCode.LOCK_NOT_AVAILABLE, () -> third.lock(space, key, LockMode.SHARED));
      first.rollback();
      third.lock(space, key, LockMode.EXCLUSIVE);
    }
  }

  @Test
  void lockTimesOutAndCanBeCancelled() {
    AtomicBoolean cancelled = new AtomicBoolean();
    TransactionOptions brief =
        new TransactionOptions(Isolation.SNAPSHOT, Durability.OFF, 20, 1 << 20, () -> false);
    TransactionOptions cancellable =
        new TransactionOptions(Isolation.SNAPSHOT, Durability.OFF, 60_000, 1 << 20, cancelled::get);
    try (EngineTransaction holder = engine.begin(FAST);
        EngineTransaction waiter = engine.begin(brief);
        EngineTransaction patient = engine.begin(cancellable)) {
      holder.getForUpdate(space, bytes("k"));
      assertFails(ErrorCode.LOCK_NOT_AVAILABLE, () -> waiter.getForUpdate(space, bytes("k")));
      cancelled.set(true);
      assertFails(ErrorCode.QUERY_CANCELED, () -> patient.getForUpdate(space, bytes("k")));
      assertFails(ErrorCode.QUERY_CANCELED, () -> scan(patient));
    }
  }

  @Test
  void deadlockIsFoundAndTheOtherGoesOn() throws Exception {
    TransactionOptions patient =
        new TransactionOptions(Isolation.SNAPSHOT, Durability.OFF, 50_000, 1 << 20, () -> false);
    CountDownLatch bothHold = new CountDownLatch(2);
    List<Future<String>> results = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      byte[] mine = bytes(i == 0 ? "a" : "b");
      byte[] other = bytes(i == 0 ? "b" : "a");
      results.add(
          threads.submit(
              () -> {
                try (EngineTransaction transaction = engine.begin(patient)) {
                  transaction.getForUpdate(space, mine);
                  bothHold.countDown();
                  bothHold.await();
                  transaction.getForUpdate(space, other);
                  return "done";
                } catch (KarstException e) {
                  return e.sqlState();
                }
              }));
    }
    List<String> ends = List.of(results.get(0).get(), results.get(1).get());
    assertThat(ends).containsExactlyInAnyOrder("done", "40P01");
  }

  @Test
  void twoUpgradesAreADeadlock() throws Exception {
    TransactionOptions patient =
        new TransactionOptions(Isolation.SNAPSHOT, Durability.OFF, 50_000, 1 << 20, () -> false);
    CountDownLatch bothHold = new CountDownLatch(2);
    Callable<String> upgrade =
        () -> {
          try (EngineTransaction transaction = engine.begin(patient)) {
            transaction.lock(space, bytes("k"), LockMode.SHARED);
            bothHold.countDown();
            bothHold.await();
            transaction.lock(space, bytes("k"), LockMode.EXCLUSIVE);
            return "done";
          } catch (KarstException e) {
            return e.sqlState();
          }
        };
    Future<String> first = threads.submit(upgrade);
    Future<String> second = threads.submit(upgrade);
    assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder("done", "40P01");
  }

  @Test
  void countersOfManyThreadsLoseNothing() throws Exception {
    commit("n", "0");
    int perThread = 200;
    List<Future<Integer>> retries = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      retries.add(threads.submit(() -> increments(perThread)));
    }
    for (Future<Integer> each : retries) {
      each.get();
    }
    assertThat(committed("n")).isEqualTo("" + 4 * perThread);
  }

  private int increments(int times) {
    int retries = 0;
    for (int done = 0; done < times; ) {
      try (EngineTransaction transaction = engine.begin(FAST)) {
        String before = text(transaction.getForUpdate(space, bytes("n")));
        put(transaction, "n", "" + (Integer.parseInt(String.valueOf(before)) + 1));
        transaction.commit(null);
        done++;
      } catch (KarstException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.SERIALIZATION_FAILURE);
        retries++;
      }
    }
    return retries;
  }

  @Test
  void groupCommitIsGaplessOrderedAndExact() throws Exception {
    int perThread = 150;
    ConcurrentLinkedQueue<Long> hooked = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
    AtomicBoolean writing = new AtomicBoolean(true);
    Future<Boolean> reader = threads.submit(() -> snapshotsAreExact(writing));
    List<Future<?>> writers = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      String name = "t" + thread + "-";
      writers.add(threads.submit(() -> writeNumbered(name, perThread, hooked, times)));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    writing.set(false);
    assertThat(reader.get()).isTrue();
    List<Long> sequences = new ArrayList<>(hooked);
    for (int i = 0; i < sequences.size(); i++) {
      assertThat(sequences.get(i)).isEqualTo(i + 1L);
    }
    assertThat(sequences).hasSize(8 * perThread);
    assertThat(new ArrayList<>(times)).isSorted().doesNotHaveDuplicates();
    assertThat(engine.lastSequence()).isEqualTo(8L * perThread);
  }

  private void writeNumbered(
      String name,
      int times,
      ConcurrentLinkedQueue<Long> sequences,
      ConcurrentLinkedQueue<Long> timestamps) {
    for (int i = 0; i < times; i++) {
      try (EngineTransaction transaction = engine.begin(FAST)) {
        put(transaction, name + i, "x");
        long returned =
            transaction.commit(
                (sequence, timestamp, out) -> {
                  sequences.add(sequence);
                  timestamps.add(timestamp);
                  out.put(space, bytes("last"), bytes("" + sequence));
                });
        assertThat(engine.lastSequence()).isGreaterThanOrEqualTo(returned);
      }
    }
  }

  /** The entry that each commit's hook replaces must tell the snapshot's own sequence. */
  private boolean snapshotsAreExact(AtomicBoolean writing) {
    while (writing.get()) {
      try (Snapshot snapshot = engine.snapshot()) {
        String last = get(snapshot, "last");
        if (!("" + snapshot.sequence()).equals(last == null ? "0" : last)) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void dropWhileOthersReadAndWrite() throws ExecutionException, InterruptedException {
    for (int round = 0; round < 10; round++) {
      commit("a", "1", "b", "2", "c", "3");
      Space dropped = space;
      Future<Boolean> reading =
          threads.submit(
              () -> {
                try (Snapshot snapshot = engine.snapshot()) {
                  for (int i = 0; i < 50; i++) {
                    assertThat(snapshot.get(dropped, bytes("b"))).isNotNull();
                    try (Cursor cursor =
                        snapshot.scan(dropped, KeyRange.ALL, ScanOptions.FORWARD)) {
                      assertThat(drain(cursor, 1024)).hasSize(3);
                    }
                  }
                  return true;
                } catch (KarstException e) {
                  return e.code() == ErrorCode.UNDEFINED_OBJECT; // began after the drop
                }
              });
      engine.dropSpace(dropped);
      space = engine.createSpace("things", SpaceOptions.ROWS);
      assertThat(reading.get()).isTrue();
    }
  }
}
