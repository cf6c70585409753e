package io.karst.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading and writing: what one thread sees. */
public abstract class EngineContract extends EngineFixture {

  @Test
  void commitsAreNumberedWithoutGaps() {
    assertThat(engine.lastSequence()).isZero();
    commit("a", "1");
    commit("b", "2");
    assertThat(engine.lastSequence()).isEqualTo(2);
    try (Snapshot snapshot = engine.snapshot()) {
      assertThat(snapshot.sequence()).isEqualTo(2);
    }
  }

  @Test
  void transactionSeesItsOwnWritesAndNobodyElseDoes() {
    commit("a", "1", "b", "2");
    try (EngineTransaction transaction = engine.begin(FAST)) {
      put(transaction, "a", "mine");
      transaction.delete(space, bytes("b"));
      put(transaction, "c", "new");
      assertThat(get(transaction, "a")).isEqualTo("mine");
      assertThat(get(transaction, "b")).isNull();
      assertThat(scan(transaction)).containsExactly("a=mine", "c=new");
      assertThat(committed("a")).isEqualTo("1");
      byte[][] found =
          transaction.multiGet(
              space, new byte[][] {bytes("a"), bytes("b"), bytes("c"), bytes("d")});
      assertThat(text(found[0])).isEqualTo("mine");
      assertThat(found[1]).isNull();
      assertThat(text(found[2])).isEqualTo("new");
      assertThat(found[3]).isNull();
    }
    assertThat(committed("a")).isEqualTo("1");
    assertThat(engine.lastSequence()).isEqualTo(1);
  }

  @Test
  void multiGetFindsSortedKeysWhateverLiesBetweenThem() {
    try (EngineTransaction transaction = engine.begin(FAST)) {
      for (int i = 0; i < 600; i++) {
        if (i % 7 != 3) {
          put(transaction, String.format("k%04d", i), "v" + i);
        }
      }
      transaction.commit(null);
    }
    try (Snapshot snapshot = engine.snapshot()) {
      commit("k0100", "later", "k0101", "later");
      for (int step : new int[] {1, 2, 5, 29}) {
        for (boolean descending : new boolean[] {false, true}) {
          byte[][] keys = sortedKeys(650 / step, step, descending);
          byte[][] found = snapshot.multiGet(space, keys);
          for (int i = 0; i < keys.length; i++) {
            int number = Integer.parseInt(text(keys[i]).substring(1));
            boolean stored = number % 7 != 3 && number < 600;
            assertThat(found[i] == null ? null : text(found[i]))
                .as("%s, step %s", text(keys[i]), step)
                .isEqualTo(stored ? "v" + number : null);
          }
        }
      }
    }
  }

  private static byte[][] sortedKeys(int count, int step, boolean descending) {
    byte[][] keys = new byte[count][];
    for (int i = 0; i < count; i++) {
      int number = step * (descending ? count - 1 - i : i);
      keys[i] = bytes(String.format("k%04d", number));
    }
    return keys;
  }

  @Test
  void multiGetFindsStoredKeysInAnyOrder() {
    commit("a", "1", "b", "2", "c", "3", "d", "");
    try (Snapshot snapshot = engine.snapshot()) {
      byte[][] keys = {bytes("d"), bytes("x"), bytes("a"), bytes("c"), bytes("a")};
      byte[][] found = snapshot.multiGet(space, keys);
      assertThat(found[0]).isEmpty();
      assertThat(found[1]).isNull();
      assertThat(text(found[2])).isEqualTo("1");
      assertThat(text(found[3])).isEqualTo("3");
      assertThat(text(found[4])).isEqualTo("1");
    }
  }

  @Test
  void clearedSpaceIsEmptyForItsTransactionFromThenOnAndForOthersAfterTheCommit() {
    commit("a", "1", "b", "2");
    try (Snapshot before = engine.snapshot();
        EngineTransaction transaction = engine.begin(FAST)) {
      put(transaction, "c", "lost");
      long mark = transaction.mark();
      transaction.clear(space);
      assertThat(transaction.hasWrites()).isTrue();
      assertThat(get(transaction, "a")).isNull();
      assertThat(get(transaction.latest(), "c")).isNull();
      assertThat(scan(transaction)).isEmpty();
      assertThat(transaction.multiGet(space, new byte[][] {bytes("a")})[0]).isNull();
      transaction.rollbackTo(mark);
      assertThat(scan(transaction)).containsExactly("a=1", "b=2", "c=lost");
      transaction.clear(space);
      put(transaction, "b", "new");
      long later = transaction.mark();
      transaction.clear(space);
      put(transaction, "d", "lost");
      transaction.rollbackTo(later);
      assertThat(scan(transaction)).containsExactly("b=new");
      assertThat(scan(transaction, KeyRange.ALL, ScanOptions.REVERSE)).containsExactly("b=new");
      assertThat(committed("a")).isEqualTo("1");
      transaction.commit(null);
      assertThat(scan(before)).containsExactly("a=1", "b=2");
    }
    assertThat(committed("a")).isNull();
    assertThat(committed("b")).isEqualTo("new");
    commit("a", "again");
    try (Snapshot snapshot = engine.snapshot()) {
      assertThat(scan(snapshot)).containsExactly("a=again", "b=new");
    }
  }

  @Test
  void olderTransactionsCannotChangeWhatWasCleared() {
    commit("a", "1");
    try (EngineTransaction older = engine.begin(FAST)) {
      try (EngineTransaction transaction = engine.begin(FAST)) {
        transaction.clear(space);
        transaction.commit(null);
      }
      assertThat(get(older, "a")).isEqualTo("1");
      assertThatThrownBy(() -> older.getForUpdate(space, bytes("a")))
          .isInstanceOfSatisfying(
              KarstException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SERIALIZATION_FAILURE));
    }
    try (EngineTransaction newer = engine.begin(FAST)) {
      assertThat(newer.getForUpdate(space, bytes("a"))).isNull();
    }
  }

  @Test
  void snapshotDoesNotMove() {
    commit("a", "1");
    try (Snapshot before = engine.snapshot();
        EngineTransaction reader = engine.begin(FAST)) {
      commit("a", "2", "b", "3");
      engine.sync();
      assertThat(get(before, "a")).isEqualTo("1");
      assertThat(scan(reader)).containsExactly("a=1");
      assertThat(get(reader.latest(), "a")).isEqualTo("2");
      assertThat(scan(reader.latest(), KeyRange.ALL, ScanOptions.FORWARD)).hasSize(2);
      reader.refreshSnapshot();
      assertThat(scan(reader)).containsExactly("a=2", "b=3");
      assertThat(reader.readSequence()).isEqualTo(2);
    }
  }

  @Test
  void keysCompareAsUnsignedBytes() {
    commit("\u00ff", "4", "\u0080", "3", "\u007f", "2", "\u0001", "1", "\u0001\u0000", "1b");
    try (Snapshot snapshot = engine.snapshot()) {
      assertThat(scan(snapshot))
          .containsExactly("\u0001=1", "\u0001\u0000=1b", "\u007f=2", "\u0080=3", "\u00ff=4");
      assertThat(scan(snapshot, KeyRange.prefix(bytes("\u00ff")), ScanOptions.FORWARD))
          .containsExactly("\u00ff=4");
      assertThat(scan(snapshot, KeyRange.single(bytes("\u0001")), ScanOptions.FORWARD))
          .containsExactly("\u0001=1");
    }
  }

  @Test
  void rangesLimitsAndDirections() {
    commit("a", "1", "b", "2", "c", "3", "d", "4", "e", "");
    KeyRange middle = new KeyRange(bytes("b"), bytes("e"));
    try (Snapshot snapshot = engine.snapshot();
        EngineTransaction writer = engine.begin(FAST)) {
      put(writer, "bb", "own");
      writer.delete(space, bytes("c"));
      assertThat(scan(snapshot, middle, ScanOptions.FORWARD)).containsExactly("b=2", "c=3", "d=4");
      assertThat(scan(snapshot, middle, ScanOptions.REVERSE)).containsExactly("d=4", "c=3", "b=2");
      assertThat(scan(writer, middle, ScanOptions.FORWARD)).containsExactly("b=2", "bb=own", "d=4");
      assertThat(scan(writer, middle, ScanOptions.REVERSE)).containsExactly("d=4", "bb=own", "b=2");
      assertThat(scan(snapshot, middle, ScanOptions.FORWARD.withLimit(2)))
          .containsExactly("b=2", "c=3");
      assertThat(scan(writer, middle, ScanOptions.REVERSE.withLimit(2)))
          .containsExactly("d=4", "bb=own");
      assertThat(scan(snapshot, new KeyRange(bytes("e"), null), ScanOptions.REVERSE))
          .containsExactly("e=");
      assertThat(scan(snapshot, new KeyRange(bytes("c"), bytes("b")), ScanOptions.FORWARD))
          .isEmpty();
      assertThat(scan(snapshot, KeyRange.ALL, ScanOptions.FORWARD.withLimit(0))).isEmpty();
      assertThat(get(snapshot, "e")).isEmpty();
    }
  }

  @Test
  void cursorKeepsTheStateOfItsOpening() {
    commit("a", "1", "c", "3");
    try (EngineTransaction transaction = engine.begin(FAST)) {
      put(transaction, "b", "2");
      ScanOptions single = new ScanOptions(false, 1, Long.MAX_VALUE, false, false);
      try (Cursor cursor = transaction.scan(space, KeyRange.ALL, single)) {
        EntryBatch first = cursor.nextBatch();
        assertThat(text(first.key(0))).isEqualTo("a");
        put(transaction, "aa", "late");
        put(transaction, "b", "late");
        transaction.delete(space, bytes("c"));
        commit("d", "other");
        transaction.refreshSnapshot();
        assertThat(drain(cursor, 1)).containsExactly("b=2", "c=3");
      }
      assertThat(scan(transaction)).containsExactly("a=1", "aa=late", "b=late", "d=other");
    }
  }

  @Test
  void longScansComeInBatches() {
    try (EngineTransaction transaction = engine.begin(FAST)) {
      for (int i = 0; i < 5_000; i++) {
        put(transaction, "k" + (10_000 + i), "v" + i);
      }
      transaction.commit(null);
    }
    try (EngineTransaction transaction = engine.begin(FAST)) {
      put(transaction, "k12500x", "own");
      assertThat(scan(transaction)).hasSize(5_001).contains("k12500x=own");
      assertThat(scan(transaction, KeyRange.ALL, ScanOptions.REVERSE)).hasSize(5_001);
      ScanOptions large = new ScanOptions(false, 100, 4_321, true, true);
      try (Cursor cursor = transaction.scan(space, KeyRange.ALL, large)) {
        assertThat(drain(cursor, 100)).hasSize(4_321);
      }
    }
    List<String> inParts = new ArrayList<>();
    try (Snapshot snapshot = engine.snapshot()) {
      for (KeyRange part : engine.splits(space, KeyRange.ALL, 4)) {
        inParts.addAll(scan(snapshot, part, ScanOptions.FORWARD));
      }
      assertThat(inParts).isEqualTo(scan(snapshot));
    }
    assertThat(engine.approximateSize(space)).isPositive();
  }

  @Test
  void marksUndoWrites() {
    commit("a", "1");
    try (EngineTransaction transaction = engine.begin(FAST)) {
      put(transaction, "b", "2");
      long mark = transaction.mark();
      put(transaction, "a", "changed");
      transaction.delete(space, bytes("b"));
      put(transaction, "c", "3");
      long inner = transaction.mark();
      put(transaction, "c", "4");
      transaction.rollbackTo(inner);
      assertThat(get(transaction, "c")).isEqualTo("3");
      transaction.rollbackTo(mark);
      assertThat(scan(transaction)).containsExactly("a=1", "b=2");
      put(transaction, "d", "5");
      transaction.rollbackTo(mark);
      assertThat(scan(transaction)).containsExactly("a=1", "b=2");
      transaction.forgetMarks();
      assertThatThrownBy(() -> transaction.rollbackTo(mark)).isInstanceOf(KarstException.class);
      transaction.commit(null);
    }
    assertThat(committed("b")).isEqualTo("2");
  }

  @Test
  void bufferLimitIsAnErrorAndTheTransactionGoesOn() {
    TransactionOptions small =
        new TransactionOptions(Isolation.SNAPSHOT, Durability.OFF, 0, 1000, () -> false);
    try (EngineTransaction transaction = engine.begin(small)) {
      put(transaction, "a", "1");
      assertThatThrownBy(() -> transaction.put(space, bytes("b"), new byte[2000]))
          .isInstanceOfSatisfying(
              KarstException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
      assertThat(transaction.bufferedBytes()).isBetween(1L, 1000L);
      transaction.commit(null);
    }
    assertThat(committed("a")).isEqualTo("1");
  }

  @Test
  void keyLimits() {
    try (EngineTransaction transaction = engine.begin(FAST)) {
      int longest = engine.capabilities().maxKeyBytes();
      transaction.put(space, new byte[longest], bytes("1"));
      assertThatThrownBy(() -> transaction.put(space, new byte[0], bytes("1")))
          .isInstanceOf(KarstException.class);
      assertThatThrownBy(() -> transaction.put(space, new byte[longest + 1], bytes("1")))
          .isInstanceOf(KarstException.class);
      transaction.commit(null);
    }
    try (Snapshot snapshot = engine.snapshot()) {
      assertThat(scan(snapshot)).hasSize(1);
    }
  }

  @Test
  void spacesAreCreatedListedAndDropped() {
    Space other = engine.createSpace("other", SpaceOptions.LOG);
    assertThat(engine.spaces()).containsExactly(other, space);
    assertThat(engine.space("other")).isSameAs(other);
    assertThatThrownBy(() -> engine.createSpace("other", SpaceOptions.ROWS))
        .isInstanceOfSatisfying(
            KarstException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DUPLICATE_OBJECT));
    engine.dropSpace(other);
    assertThat(engine.space("other")).isNull();
    Space again = engine.createSpace("other", SpaceOptions.ROWS);
    assertThat(again.id()).isNotEqualTo(other.id());
  }

  @Test
  void droppedSpaceStaysReadableForOlderReaders() {
    commit("a", "1", "b", "2");
    try (Snapshot before = engine.snapshot();
        EngineTransaction writer = engine.begin(FAST);
        Cursor cursor = before.scan(space, KeyRange.ALL, ScanOptions.FORWARD)) {
      put(writer, "c", "3");
      engine.dropSpace(space);
      assertThat(drain(cursor, 1024)).containsExactly("a=1", "b=2");
      assertThat(get(before, "a")).isEqualTo("1");
      assertThatThrownBy(() -> committed("a")).isInstanceOf(KarstException.class);
      assertThatThrownBy(() -> writer.commit(null))
          .isInstanceOfSatisfying(
              KarstException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDEFINED_OBJECT));
    }
    space = engine.createSpace("things", SpaceOptions.ROWS);
    commit("z", "9");
    assertThat(committed("z")).isEqualTo("9");
    assertThat(committed("a")).isNull();
  }

  @Test
  void twoSpacesCommitTogether() {
    Space other = engine.createSpace("other", SpaceOptions.ROWS);
    try (EngineTransaction transaction = engine.begin(FAST)) {
      put(transaction, "a", "1");
      transaction.put(other, bytes("a"), bytes("2"));
      transaction.commit(
          (sequence, timestamp, out) -> out.put(other, bytes("seq"), bytes("" + sequence)));
    }
    try (Snapshot snapshot = engine.snapshot()) {
      assertThat(get(snapshot, "a")).isEqualTo("1");
      assertThat(text(snapshot.get(other, bytes("a")))).isEqualTo("2");
      assertThat(text(snapshot.get(other, bytes("seq")))).isEqualTo("1");
    }
  }

  @Test
  void failingHookFailsOnlyItsCommit() {
    try (EngineTransaction transaction = engine.begin(FAST)) {
      put(transaction, "a", "1");
      assertThatThrownBy(
              () ->
                  transaction.commit(
                      (sequence, timestamp, out) -> {
                        throw new IllegalStateException("hook");
                      }))
          .hasMessage("hook");
    }
    assertThat(committed("a")).isNull();
    commit("b", "2");
    assertThat(engine.lastSequence()).isEqualTo(1);
  }

  @Test
  void readOnlyCommitTakesNoNumber() {
    commit("a", "1");
    try (EngineTransaction transaction = engine.begin(FAST)) {
      assertThat(get(transaction, "a")).isEqualTo("1");
      assertThat(transaction.commit((sequence, timestamp, out) -> assertThat(true).isFalse()))
          .isEqualTo(1);
      assertThatThrownBy(() -> transaction.get(space, bytes("a")))
          .isInstanceOf(KarstException.class);
    }
  }

  @Test
  void bulkLoadAppearsAtOnceAndReplaces() {
    commit("b", "old", "z", "stays");
    try (Snapshot before = engine.snapshot();
        BulkLoad load = engine.bulkLoad(space)) {
      load.add(bytes("a"), bytes("1"));
      load.add(bytes("b"), bytes("2"));
      assertThatThrownBy(() -> load.add(bytes("b"), bytes("3"))).isInstanceOf(KarstException.class);
      assertThat(committed("a")).isNull();
      load.finish();
      assertThat(scan(before)).containsExactly("b=old", "z=stays");
    }
    try (Snapshot after = engine.snapshot();
        BulkLoad discarded = engine.bulkLoad(space)) {
      discarded.add(bytes("q"), bytes("1"));
      assertThat(scan(after)).containsExactly("a=1", "b=2", "z=stays");
    }
    assertThat(committed("q")).isNull();
  }

  @Test
  void preparedCommitAppliesAbortsAndReplaysOnce() {
    byte[] encoded;
    try (EngineTransaction transaction = engine.begin(FAST)) {
      put(transaction, "a", "1");
      transaction.delete(space, bytes("b"));
      try (PreparedCommit commit = transaction.prepare(null)) {
        assertThat(commit.sequence()).isEqualTo(1);
        encoded = commit.encoded();
      }
    }
    assertThat(committed("a")).isNull();
    engine.replay(1, encoded);
    assertThat(committed("a")).isEqualTo("1");
    commit("a", "2");
    engine.replay(1, encoded);
    assertThat(committed("a")).isEqualTo("2");
    engine.replay(4, encoded); // commit 3 is lost
    assertThat(committed("a")).isEqualTo("2");
    assertThat(engine.lastSequence()).isEqualTo(2);
    try (EngineTransaction transaction = engine.begin(FAST)) {
      put(transaction, "a", "3");
      try (PreparedCommit commit =
          transaction.prepare(
              (sequence, timestamp, out) -> out.put(space, bytes("h"), bytes("" + sequence)))) {
        commit.apply();
      }
    }
    assertThat(committed("a")).isEqualTo("3");
    assertThat(committed("h")).isEqualTo("3");
    assertThat(engine.lastSequence()).isEqualTo(3);
  }
}
