package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Decisions of a generator; the same seed makes the same ones. */
final class Choices {
  private final Random random;

  Choices(long seed) {
    // Neighbouring seeds start alike: mix them first.
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    random.nextInt();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int lowest, int highest) {
    return lowest + random.nextInt(highest - lowest + 1);
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  boolean coin() {
    return random.nextBoolean();
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  final <T> T pick(T... items) {
    return items[random.nextInt(items.length)];
  }

  <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /** Some of the items, in their order; at least one if there is one. */
  <T> List<T> some(List<T> items, int most) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      places.add(i);
    }
    Collections.shuffle(places, random);
    int count = Math.min(items.size(), between(1, Math.max(1, most)));
    return places.subList(0, count).stream().sorted().map(items::get).toList();
  }
}
