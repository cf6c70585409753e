package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CatalogStore;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.TransactionOptions;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values of sequences. Values are reserved in blocks, outside of any transaction: a crash skips the
 * rest of a block, nothing is ever given twice. Thread-safe.
 */
final class SequenceStore {
  private static final int BLOCK = 64;

  private final CollectionDomain domain;
  private final Map<Integer, State> states = new ConcurrentHashMap<>();

  SequenceStore(CollectionDomain domain) {
    this.domain = domain;
  }

  /** The next value of a sequence. */
  long next(SequenceDescriptor sequence) {
    State state = state(sequence);
    synchronized (state) {
      if (state.exhausted) {
        throw new KarstException(
            ErrorCode.SEQUENCE_LIMIT,
            "nextval: reached "
                + (sequence.increment() > 0 ? "maximum" : "minimum")
                + " value of sequence \""
                + sequence.name()
                + "\" ("
                + (sequence.increment() > 0 ? sequence.maximum() : sequence.minimum())
                + ")");
      }
      long value = state.next;
      if (state.left == 0) {
        reserve(sequence, state);
      }
      state.left--;
      advance(sequence, state);
      return value;
    }
  }

  /**
   * Sets the value.
   *
   * @param called whether that value counts as given already
   */
  void set(SequenceDescriptor sequence, long value, boolean called) {
    if (value < sequence.minimum() || value > sequence.maximum()) {
      throw new KarstException(
          ErrorCode.NUMERIC_OUT_OF_RANGE,
          "setval: value "
              + value
              + " is out of bounds for sequence \""
              + sequence.name()
              + "\" ("
              + sequence.minimum()
              + ".."
              + sequence.maximum()
              + ")");
    }
    State state = state(sequence);
    synchronized (state) {
      state.exhausted = false;
      state.next = value;
      state.left = 0;
      if (called) {
        advance(sequence, state);
      }
      store(sequence, state.next);
    }
  }

  /**
   * Starts a sequence anew. What is stored moves when the transaction has committed; until then a
   * crash leaves the sequence as it was.
   */
  void restart(StoreTransaction transaction, SequenceDescriptor sequence) {
    State state = state(sequence);
    synchronized (state) {
      long next = state.next;
      boolean exhausted = state.exhausted;
      state.next = sequence.start();
      state.exhausted = false;
      state.left = Long.MAX_VALUE; // nothing is stored meanwhile
      transaction.atEnd(
          committed -> {
            synchronized (state) {
              state.left = 0;
              if (committed) {
                store(sequence, state.next);
              } else {
                state.next = next;
                state.exhausted = exhausted;
              }
            }
          });
    }
  }

  /**
   * Goes on from the last value by other rules.
   *
   * @param anywhere whether the next value may be outside of the bounds
   * @throws KarstException INVALID_PARAMETER if it may not and is
   */
  void change(SequenceDescriptor before, SequenceDescriptor after, boolean anywhere) {
    State state = state(before);
    synchronized (state) {
      boolean untouched = state.next == before.start() && !state.exhausted;
      long last = state.exhausted ? state.next : state.next - before.increment();
      long shown = untouched ? state.next : last;
      if (!anywhere && (shown < after.minimum() || shown > after.maximum())) {
        boolean below = shown < after.minimum();
        throw new KarstException(
                ErrorCode.INVALID_PARAMETER,
                "RESTART value ("
                    + shown
                    + ") cannot be "
                    + (below ? "less than MINVALUE (" : "greater than MAXVALUE (")
                    + (below ? after.minimum() : after.maximum())
                    + ")")
            .withHint("Give RESTART WITH a value inside the new bounds.");
      }
      state.left = 0;
      if (!untouched) {
        state.next = last;
        state.exhausted = false;
        advance(after, state);
      }
    }
  }

  /** Forgets a dropped sequence. */
  void forget(SequenceDescriptor sequence) {
    states.remove(sequence.number());
  }

  /** Forgets a sequence whose creation was rolled back, with the values it reserved. */
  void discard(SequenceDescriptor sequence) {
    if (states.remove(sequence.number()) != null) {
      StoreTransaction.beginPart(domain, TransactionOptions.DEFAULT)
          .commitAlone(
              engine ->
                  engine.delete(
                      domain.catalog(), CatalogStore.sequenceValueKey(sequence.number())));
    }
  }

  /** Gives unused reservations back, so that a clean close leaves no gap. */
  void close(Iterable<SequenceDescriptor> sequences) {
    for (SequenceDescriptor sequence : sequences) {
      State state = states.get(sequence.number());
      if (state != null && state.left > 0) {
        synchronized (state) {
          store(sequence, state.next);
          state.left = 0;
        }
      }
    }
  }

  private State state(SequenceDescriptor sequence) {
    return states.computeIfAbsent(sequence.number(), number -> load(sequence));
  }

  private State load(SequenceDescriptor sequence) {
    State state = new State();
    try (Snapshot snapshot = domain.engine().snapshot()) {
      byte[] stored =
          snapshot.get(domain.catalog(), CatalogStore.sequenceValueKey(sequence.number()));
      state.next = stored == null ? sequence.start() : ByteBuffer.wrap(stored).getLong();
    }
    if (state.next > sequence.maximum() || state.next < sequence.minimum()) {
      state.exhausted = true;
    }
    return state;
  }

  /** Stores a position {@link #BLOCK} values ahead, or the limit if that is nearer. */
  private void reserve(SequenceDescriptor sequence, State state) {
    long increment = sequence.increment();
    long room = increment > 0 ? sequence.maximum() - state.next : state.next - sequence.minimum();
    long steps = room < 0 ? BLOCK : Math.min(BLOCK, room / Math.abs(increment) + 1);
    long ahead;
    try {
      ahead = Math.addExact(state.next, Math.multiplyExact(increment, steps));
    } catch (ArithmeticException e) {
      ahead = increment > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    store(sequence, ahead);
    state.left = steps;
  }

  private static void advance(SequenceDescriptor sequence, State state) {
    long increment = sequence.increment();
    boolean last =
        increment > 0
            ? state.next > sequence.maximum() - increment
            : state.next < sequence.minimum() - increment;
    if (!last) {
      state.next += increment;
    } else if (sequence.cycle()) {
      state.next = increment > 0 ? sequence.minimum() : sequence.maximum();
      state.left = 0;
    } else {
      state.exhausted = true;
    }
  }

  private void store(SequenceDescriptor sequence, long next) {
    CollectionTransaction part = StoreTransaction.beginPart(domain, TransactionOptions.DEFAULT);
    part.commitAlone(
        engine ->
            engine.put(
                domain.catalog(),
                CatalogStore.sequenceValueKey(sequence.number()),
                ByteBuffer.allocate(8).putLong(next).array()));
  }

  private static final class State {
    long next;
    long left;
    boolean exhausted;
  }
}
