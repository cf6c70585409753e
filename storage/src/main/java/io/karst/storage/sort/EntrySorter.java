package io.karst.storage.sort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts entries by key (unsigned bytes). What does not fit goes to disk as sorted runs, which are
 * merged while the result is read. Not thread-safe. The owner closes it, which deletes the runs.
 */
public final class EntrySorter implements AutoCloseable {
  private static final long LEAST_BYTES = 16L << 20;
  private static final long MOST_BYTES = 192L << 20;

  private final @Nullable Path directory;
  private final String name;
  private final List<SortedRun> runs = new ArrayList<>();
  private final SortBuffer buffer = new SortBuffer();
  private long entries;

  /**
   * Makes an empty sorter.
   *
   * @param directory where runs go; null = everything stays in memory
   * @param name beginning of the names of its files, unique in the directory
   */
  public EntrySorter(@Nullable Path directory, String name) {
    this.directory = directory;
    this.name = name;
  }

  /**
   * Adds an entry; the arrays are copied.
   *
   * @param row a number that comes back with the entry
   */
  public void add(byte[] key, byte[] value, int row) {
    buffer.add(key, value, row);
    entries++;
  }

  /** Heap that the sorters of one load may hold together before they spill. */
  public static long defaultBudget() {
    return Math.max(LEAST_BYTES, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 10));
  }

  /** Number of entries added. */
  public long entries() {
    return entries;
  }

  /** Heap that {@link #spill} would free, about. */
  public long heldBytes() {
    return buffer.bytes();
  }

  /** Moves what is in memory to disk, if there is a place for it. */
  public void spill() {
    Path target = directory;
    if (target == null || buffer.size() == 0) {
      return;
    }
    buffer.sort();
    runs.add(SortedRun.write(target.resolve(name + "-" + runs.size() + ".run"), buffer));
    buffer.clear();
  }

  /** Ends adding and returns all entries in order; once. */
  public SortedEntries sorted() {
    buffer.sort();
    List<SortedEntries> sources = new ArrayList<>(runs);
    sources.add(new Buffered(buffer));
    return sources.size() == 1 ? sources.get(0) : new Merged(sources);
  }

  @Override
  public void close() {
    for (SortedRun run : runs) {
      run.close();
    }
    runs.clear();
    buffer.clear();
  }

  private static final class Buffered implements SortedEntries {
    private final SortBuffer buffer;
    private int entry = -1;

    Buffered(SortBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public boolean next() {
      return ++entry < buffer.size();
    }

    @Override
    public byte[] key() {
      int from = buffer.offset(entry) + SortBuffer.HEADER_BYTES;
      return Arrays.copyOfRange(buffer.block(entry), from, from + buffer.keyLength(entry));
    }

    @Override
    public byte[] value() {
      int from = buffer.offset(entry) + SortBuffer.HEADER_BYTES + buffer.keyLength(entry);
      return Arrays.copyOfRange(buffer.block(entry), from, from + buffer.valueLength(entry));
    }

    @Override
    public int row() {
      return buffer.row(entry);
    }
  }

  /** Runs hold earlier entries than those behind them, which decides between equal keys. */
  private static final class Merged implements SortedEntries {
    private final PriorityQueue<Head> heads = new PriorityQueue<>();
    private @Nullable Head current;

    Merged(List<SortedEntries> sources) {
      for (int i = 0; i < sources.size(); i++) {
        Head head = new Head(sources.get(i), i);
        if (head.advance()) {
          heads.add(head);
        }
      }
    }

    @Override
    public boolean next() {
      Head last = current;
      if (last != null && last.advance()) {
        Head other = heads.peek();
        if (other == null || last.compareTo(other) < 0) {
          return true; // the same source again: no change of the heap
        }
        heads.add(last);
      }
      current = heads.poll();
      return current != null;
    }

    @Override
    public byte[] key() {
      return current().key;
    }

    @Override
    public byte[] value() {
      return current().source.value();
    }

    @Override
    public int row() {
      return current().source.row();
    }

    private Head current() {
      Head head = current;
      if (head == null) {
        throw new IllegalStateException("no current entry");
      }
      return head;
    }
  }

  @SuppressWarnings("ComparableType") // ordered inside one merge only
  private static final class Head implements Comparable<Head> {
    final SortedEntries source;
    private final int number;
    byte[] key = new byte[0];

    Head(SortedEntries source, int number) {
      this.source = source;
      this.number = number;
    }

    boolean advance() {
      if (!source.next()) {
        return false;
      }
      key = source.key();
      return true;
    }

    @Override
    public int compareTo(Head other) {
      int byKey = Arrays.compareUnsigned(key, other.key);
      return byKey != 0 ? byKey : Integer.compare(number, other.number);
    }
  }
}
