package io.karst.storage.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntrySorterTest {
  @TempDir Path directory;

  private record Entry(byte[] key, byte[] value, int row) {}

  /** Keys of many shapes: shared beginnings, prefixes of each other, ties, long values. */
  @ParameterizedTest
  @CsvSource({"0,0", "1,0", "1000,0", "1000,1", "5000,700", "5000,60"})
  void entriesComeInKeyOrderAndTiesInTheOrderOfTheirRows(int size, int spillEvery)
      throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Entry> expected = new ArrayList<>();
    boolean ascending = random.nextBoolean();
    try (EntrySorter sorter = new EntrySorter(directory.resolve("scratch"), "t")) {
      for (int row = 0; row < size; row++) {
        byte[] key = key(random, row, ascending);
        byte[] value = new byte[random.nextInt(100) == 0 ? 100_000 : random.nextInt(20)];
        random.nextBytes(value);
        expected.add(new Entry(key, value, row));
        sorter.add(key, value, row);
        if (spillEvery > 0 && row % spillEvery == spillEvery - 1) {
          sorter.spill();
          assertThat(sorter.heldBytes()).isZero();
        }
      }
      expected.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
      SortedEntries entries = sorter.sorted();
      for (Entry entry : expected) {
        assertThat(entries.next()).isTrue();
        assertThat(entries.row()).describedAs("seed %s", seed).isEqualTo(entry.row());
        assertThat(entries.key()).isEqualTo(entry.key());
        assertThat(entries.value()).isEqualTo(entry.value());
      }
      assertThat(entries.next()).isFalse();
      assertThat(sorter.entries()).isEqualTo(size);
    }
    if (Files.exists(directory.resolve("scratch"))) {
      try (Stream<Path> files = Files.list(directory.resolve("scratch"))) {
        assertThat(files).isEmpty();
      }
    }
  }

  private static byte[] key(Random random, int row, boolean ascending) {
    if (ascending) {
      return ByteBuffer.allocate(12).putInt(7).putLong(row).array();
    }
    byte[] key = new byte[3 + random.nextInt(30)];
    Arrays.fill(key, (byte) random.nextInt(2));
    key[0] = 9;
    key[key.length - 1] = (byte) random.nextInt(256);
    return key;
  }
}
