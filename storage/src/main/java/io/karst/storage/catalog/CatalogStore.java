package io.karst.storage.catalog;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Definitions in the {@code $catalog} space of a collection.
 *
 * <p>Keys: {@code F} format version (u32), {@code N} next numbers (type u32, sequence u32, epoch
 * u64), {@code T} + type number u16, {@code V} + view name, {@code S} + sequence number u32, {@code
 * D} + domain name, {@code M} comment of the collection. The letters {@code C}, {@code K}, {@code
 * Q} and {@code B} are others' (counters, sketches, sequence values, bulk loads). Not thread-safe:
 * one transaction at a time changes definitions of a collection.
 */
public final class CatalogStore {
  /** The newest collection format this version reads; it writes this one. */
  public static final int FORMAT_VERSION = 1;

  private static final byte[] FORMAT_KEY = {'F'};
  private static final byte[] NUMBERS_KEY = {'N'};
  private static final byte[] COMMENT_KEY = {'M'};

  private final Space space;
  private int nextType = 1;
  private int nextSequence = 1;
  private long epoch = 1;

  public CatalogStore(Space space) {
    this.space = space;
  }

  /** Whether the collection was initialised. */
  public boolean exists(Reader reader) {
    return reader.get(space, FORMAT_KEY) != null;
  }

  /** Writes the format version and first numbers of a new collection. */
  public void create(EngineTransaction transaction) {
    transaction.put(space, FORMAT_KEY, ByteBuffer.allocate(4).putInt(FORMAT_VERSION).array());
    touch(transaction);
  }

  /**
   * Reads everything.
   *
   * @throws KarstException INVALID_DATABASE if the collection is newer than this version
   */
  public CollectionCatalog open(String collection, Reader reader) {
    byte[] format = reader.get(space, FORMAT_KEY);
    byte[] numbers = reader.get(space, NUMBERS_KEY);
    if (format == null || numbers == null) {
      throw new KarstException(
          ErrorCode.DATA_CORRUPTED, "collection \"" + collection + "\" has no catalog");
    }
    int version = ByteBuffer.wrap(format).getInt();
    if (version > FORMAT_VERSION) {
      throw new KarstException(
              ErrorCode.INVALID_DATABASE,
              "collection \""
                  + collection
                  + "\" has format version "
                  + version
                  + ", this Karst reads up to "
                  + FORMAT_VERSION)
          .withHint("Open it with the Karst version that wrote it, or a newer one.");
    }
    ByteBuffer in = ByteBuffer.wrap(numbers);
    nextType = in.getInt();
    nextSequence = in.getInt();
    epoch = in.getLong();
    return load(collection, reader);
  }

  /** The epoch of the newest change. */
  public long epoch() {
    return epoch;
  }

  /** Takes the number of a new type; it is kept by the next {@link #touch}. */
  public int takeTypeNumber() {
    if (nextType > 0xFFFF) {
      throw new KarstException(
          ErrorCode.LIMIT_EXCEEDED,
          "a collection can have 65535 types in its life, dropped included");
    }
    return nextType++;
  }

  /** Takes the number of a new sequence; it is kept by the next {@link #touch}. */
  public int takeSequenceNumber() {
    return nextSequence++;
  }

  /** Takes the next epoch and writes the numbers taken so far. Every change calls it once. */
  public long touch(EngineTransaction transaction) {
    epoch++;
    transaction.put(
        space,
        NUMBERS_KEY,
        ByteBuffer.allocate(16).putInt(nextType).putInt(nextSequence).putLong(epoch).array());
    return epoch;
  }

  public void put(EngineTransaction transaction, EntityTypeDescriptor type) {
    transaction.put(space, typeKey(type.number()), DescriptorCodec.encode(type));
  }

  public void put(EngineTransaction transaction, ViewDescriptor view) {
    transaction.put(space, nameKey('V', view.name()), DescriptorCodec.encode(view));
  }

  public void put(EngineTransaction transaction, SequenceDescriptor sequence) {
    transaction.put(space, sequenceKey('S', sequence.number()), DescriptorCodec.encode(sequence));
  }

  public void put(EngineTransaction transaction, DomainDescriptor domain) {
    transaction.put(space, nameKey('D', domain.name()), DescriptorCodec.encode(domain));
  }

  /** Writes the comment of the collection; null removes it. */
  public void putComment(EngineTransaction transaction, @Nullable String text) {
    if (text == null) {
      transaction.delete(space, COMMENT_KEY);
    } else {
      transaction.put(space, COMMENT_KEY, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  public void removeType(EngineTransaction transaction, int number) {
    transaction.delete(space, typeKey(number));
  }

  public void removeView(EngineTransaction transaction, String name) {
    transaction.delete(space, nameKey('V', name));
  }

  public void removeDomain(EngineTransaction transaction, String name) {
    transaction.delete(space, nameKey('D', name));
  }

  public void removeSequence(EngineTransaction transaction, int number) {
    transaction.delete(space, sequenceKey('S', number));
    transaction.delete(space, sequenceKey('Q', number));
  }

  /** Key of a sequence's current value: next value to reserve, i64. */
  public static byte[] sequenceValueKey(int number) {
    return sequenceKey('Q', number);
  }

  /** Key of a type's distinct-value sketches. */
  public static byte[] sketchKey(int typeNumber) {
    return ByteBuffer.allocate(3).put((byte) 'K').putShort((short) typeNumber).array();
  }

  /** Removes values of sequences that are not defined: those of creations cut short. */
  public void removeOrphanValues(EngineTransaction transaction, CollectionCatalog catalog) {
    Set<Integer> defined = new HashSet<>();
    catalog.sequences().values().forEach(sequence -> defined.add(sequence.number()));
    KeyRange values = KeyRange.prefix(new byte[] {'Q'});
    try (Cursor cursor = transaction.scan(space, values, ScanOptions.FORWARD)) {
      for (@Nullable EntryBatch batch = cursor.nextBatch();
          batch != null;
          batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          byte[] key = batch.key(i);
          if (!defined.contains(ByteBuffer.wrap(key, 1, Integer.BYTES).getInt())) {
            transaction.delete(space, key);
          }
        }
      }
    }
  }

  private CollectionCatalog load(String collection, Reader reader) {
    SortedMap<String, EntityTypeDescriptor> types = new TreeMap<>();
    SortedMap<String, ViewDescriptor> views = new TreeMap<>();
    SortedMap<String, SequenceDescriptor> sequences = new TreeMap<>();
    SortedMap<String, DomainDescriptor> domains = new TreeMap<>();
    try (Cursor cursor = reader.scan(space, KeyRange.ALL, ScanOptions.FORWARD)) {
      for (@Nullable EntryBatch batch = cursor.nextBatch();
          batch != null;
          batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          byte tag = batch.bytes()[batch.keyOffset(i)];
          if (tag == 'T') {
            EntityTypeDescriptor type = DescriptorCodec.decodeType(batch.value(i));
            types.put(type.name(), type);
          } else if (tag == 'V') {
            ViewDescriptor view = DescriptorCodec.decodeView(batch.value(i));
            views.put(view.name(), view);
          } else if (tag == 'S') {
            SequenceDescriptor sequence = DescriptorCodec.decodeSequence(batch.value(i));
            sequences.put(sequence.name(), sequence);
          } else if (tag == 'D') {
            DomainDescriptor domain = DescriptorCodec.decodeDomain(batch.value(i));
            domains.put(domain.name(), domain);
          }
        }
      }
    }
    byte[] comment = reader.get(space, COMMENT_KEY);
    String text = comment == null ? null : new String(comment, StandardCharsets.UTF_8);
    return new CollectionCatalog(collection, epoch, text, types, views, sequences, domains);
  }

  private static byte[] typeKey(int number) {
    return ByteBuffer.allocate(3).put((byte) 'T').putShort((short) number).array();
  }

  private static byte[] nameKey(char tag, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + bytes.length).put((byte) tag).put(bytes).array();
  }

  private static byte[] sequenceKey(char tag, int number) {
    return ByteBuffer.allocate(5).put((byte) tag).putInt(number).array();
  }
}
