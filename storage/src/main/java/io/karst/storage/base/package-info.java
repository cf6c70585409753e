/**
 * The bottom layer: what every other package may use and which itself uses nothing. Errors live
 * here because each layer reports through the same {@link io.karst.storage.base.KarstException}.
 */
@NullMarked
package io.karst.storage.base;

import org.jspecify.annotations.NullMarked;
