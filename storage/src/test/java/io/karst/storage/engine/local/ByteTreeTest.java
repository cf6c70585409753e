package io.karst.storage.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.value.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ByteTreeTest {

  @Test
  void behavesLikeATreeMapAndViewsStay() {
    Seeds.run(
        random -> {
          ByteTree tree = new ByteTree();
          TreeMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
          List<ByteTree.View> views = new ArrayList<>();
          List<TreeMap<byte[], byte[]>> states = new ArrayList<>();
          int keys = 1 + random.nextInt(3000);
          for (int step = 0; step < 20_000; step++) {
            byte[] key = key(random.nextInt(keys));
            boolean emptying = step / 5000 % 2 == 1;
            if (random.nextInt(10) < (emptying ? 2 : 8)) {
              byte[] value = {(byte) step};
              assertThat(tree.put(key, value)).isSameAs(model.put(key, value));
            } else {
              assertThat(tree.remove(key)).isSameAs(model.remove(key));
            }
            if (random.nextInt(4000) == 0) {
              views.add(tree.view());
              states.add(new TreeMap<>(model));
            }
          }
          views.add(tree.view());
          states.add(model);
          for (int i = 0; i < views.size(); i++) {
            same(random, views.get(i), states.get(i), keys);
          }
        });
  }

  private static byte[] key(int number) {
    return new byte[] {(byte) (number >> 8), (byte) number};
  }

  private static void same(
      SplittableRandom random, ByteTree.View view, NavigableMap<byte[], byte[]> model, int keys) {
    assertThat(view.size()).isEqualTo(model.size());
    ByteTreeWalk walk = view.walk();
    walk.seek(new byte[0]);
    for (Map.Entry<byte[], byte[]> entry : model.entrySet()) {
      assertThat(walk.key()).isEqualTo(entry.getKey());
      assertThat(walk.value()).isSameAs(entry.getValue());
      walk.next();
    }
    assertThat(walk.valid()).isFalse();
    walk.seekBefore(null);
    for (byte[] key : model.descendingKeySet()) {
      assertThat(walk.key()).isEqualTo(key);
      walk.previous();
    }
    for (int i = 0; i < 200; i++) {
      byte[] probe = key(random.nextInt(keys + 2));
      assertThat(view.get(probe)).isSameAs(model.get(probe));
      walk.seek(probe);
      assertThat(walk.valid() ? walk.key() : null).isEqualTo(model.ceilingKey(probe));
      walk.seekBefore(probe);
      assertThat(walk.valid() ? walk.key() : null).isEqualTo(model.lowerKey(probe));
    }
  }
}
