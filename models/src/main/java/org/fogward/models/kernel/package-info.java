/**
 * The inner loops of training and inference, on Java arrays with the channels last. Each kernel exists twice: with the
 * Vector API (JEP 508) and in plain Java for runtimes without its module.
 */
@NullMarked
package org.fogward.models.kernel;

import org.jspecify.annotations.NullMarked;
