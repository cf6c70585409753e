package io.karst.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random serializable transactions of several threads: what each has read is what it would have
 * read if they had run one after the other in the order of their commits. {@code
 * -Dserializable.seed=<n>} repeats a run, as far as threads let it.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class SerializableContract extends EngineFixture {
  private static final long SEED = Long.getLong("serializable.seed", System.nanoTime());
  private static final int THREADS = 4;
  private static final int TRANSACTIONS = 400;
  private static final int KEYS = 40;
  private static final TransactionOptions SERIALIZABLE =
      new TransactionOptions(Isolation.SERIALIZABLE, Durability.OFF, 5_000, 1 << 26, () -> false);

  /** One thing that a transaction did: a read with its result, or a write. */
  private record Step(
      String key, @Nullable String end, long limit, boolean reverse, boolean read, String value) {}

  private record History(long sequence, boolean wrote, List<Step> steps) {}

  private final ConcurrentLinkedQueue<History> histories = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();

  @Test
  void readsAreThoseOfSomeSerialOrder() throws InterruptedException {
    long before = engine.lastSequence();
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(SEED + i);
      Thread thread = new Thread(() -> runAll(random));
      thread.setUncaughtExceptionHandler(
          (failed, cause) -> {
            synchronized (failures) {
              failures.add(cause);
            }
          });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).as("seed %d", SEED).isEmpty();
    assertThat(histories).as("seed %d", SEED).hasSizeGreaterThan(THREADS * TRANSACTIONS / 10);
    assertThat(engine.lastSequence()).isGreaterThan(before);
    replay();
  }

  private void runAll(Random random) {
    for (int i = 0; i < TRANSACTIONS; i++) {
      try {
        histories.add(run(random));
      } catch (KarstException e) {
        if (!e.code().isRetryable()) {
          throw e;
        }
        refused.incrementAndGet();
      }
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // yields to mix the threads
  private History run(Random random) {
    List<Step> steps = new ArrayList<>();
    boolean writes = random.nextInt(4) > 0;
    boolean wrote = false;
    try (EngineTransaction transaction = engine.begin(SERIALIZABLE)) {
      for (int left = 1 + random.nextInt(5); left > 0; left--) {
        if (writes && random.nextBoolean()) {
          steps.add(write(transaction, random));
          wrote = true;
        } else {
          steps.add(read(transaction, random));
        }
        Thread.yield();
      }
      return new History(transaction.commit(null), wrote, steps);
    }
  }

  private Step write(EngineTransaction transaction, Random random) {
    String key = key(random);
    transaction.getForUpdate(space, bytes(key));
    if (random.nextInt(4) == 0) {
      transaction.delete(space, bytes(key));
      return new Step(key, null, 0, false, false, "");
    }
    String value = Integer.toString(random.nextInt(1000));
    put(transaction, key, value);
    return new Step(key, null, 0, false, false, value);
  }

  private Step read(EngineTransaction transaction, Random random) {
    String key = key(random);
    if (random.nextBoolean()) {
      return new Step(key, null, 0, false, true, String.valueOf(get(transaction, key)));
    }
    String end = key(random);
    boolean reverse = random.nextBoolean();
    long limit = 1L + random.nextInt(6);
    KeyRange range = new KeyRange(bytes(key), bytes(end));
    ScanOptions options = new ScanOptions(reverse, 3, limit, false, false);
    return new Step(
        key, end, limit, reverse, true, String.join(",", scan(transaction, range, options)));
  }

  private static String key(Random random) {
    return String.format("%02d", random.nextInt(KEYS));
  }

  /** Runs the histories again, one by one, on a map. */
  private void replay() {
    List<History> ordered = new ArrayList<>(histories);
    // Who only reads comes after the commit that its snapshot shows.
    ordered.sort(Comparator.comparingLong(History::sequence).thenComparing(h -> !h.wrote()));
    TreeMap<String, String> state = new TreeMap<>();
    for (History history : ordered) {
      TreeMap<String, String> own = new TreeMap<>(state);
      for (Step step : history.steps()) {
        if (step.read()) {
          assertThat(step.value())
              .as("seed %d, commit %d, %s", SEED, history.sequence(), step)
              .isEqualTo(expected(own, step));
        } else if (step.value().isEmpty()) {
          own.remove(step.key());
        } else {
          own.put(step.key(), step.value());
        }
      }
      state = own;
    }
    assertThat(scanNewest()).isEqualTo(entries(state));
  }

  private static String expected(SortedMap<String, String> state, Step step) {
    String end = step.end();
    if (end == null) {
      return String.valueOf(state.get(step.key()));
    }
    if (step.key().compareTo(end) >= 0) {
      return "";
    }
    TreeMap<String, String> range = new TreeMap<>(state.subMap(step.key(), end));
    List<String> entries = entries(range);
    if (step.reverse()) {
      entries.sort(Comparator.reverseOrder());
    }
    return String.join(",", entries.subList(0, (int) Math.min(step.limit(), entries.size())));
  }

  private static List<String> entries(SortedMap<String, String> state) {
    List<String> entries = new ArrayList<>();
    state.forEach((key, value) -> entries.add(key + "=" + value));
    return entries;
  }

  private List<String> scanNewest() {
    try (Snapshot snapshot = engine.snapshot()) {
      return scan(snapshot);
    }
  }

  @Test
  void manyReadsOfASpaceBecomeOne() {
    for (int i = 0; i < 100; i++) {
      commit("k" + i, "1");
    }
    try (EngineTransaction reader = engine.begin(SERIALIZABLE)) {
      for (int i = 0; i < 40_000; i++) {
        byte[] key = bytes("k" + i);
        byte[] next = Arrays.copyOf(key, key.length + 1);
        scan(reader, new KeyRange(key, next), ScanOptions.FORWARD);
      }
      commit("k99", "2");
      put(reader, "other", "1");
      assertThat(failure(reader)).isEqualTo(ErrorCode.SERIALIZATION_FAILURE);
    }
  }

  private static @Nullable ErrorCode failure(EngineTransaction transaction) {
    try {
      transaction.commit(null);
      return null;
    } catch (KarstException e) {
      return e.code();
    }
  }

  @Test
  void clearedSpaceConcernsWhoHasReadIt() {
    commit("a", "1");
    Space other = engine.createSpace("more", SpaceOptions.ROWS);
    try (EngineTransaction reader = engine.begin(SERIALIZABLE);
        EngineTransaction elsewhere = engine.begin(SERIALIZABLE)) {
      get(reader, "zzz");
      elsewhere.get(other, bytes("zzz"));
      try (EngineTransaction clearing = engine.begin(FAST)) {
        clearing.clear(space);
        clearing.commit(null);
      }
      reader.put(other, bytes("x"), bytes("y"));
      elsewhere.put(other, bytes("z"), bytes("y"));
      assertThat(failure(reader)).isEqualTo(ErrorCode.SERIALIZATION_FAILURE);
      assertThat(failure(elsewhere)).isNull();
    }
  }
}
