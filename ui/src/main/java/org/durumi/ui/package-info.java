/**
 * The screens: a shell, a kit, and one package a feature, named as in the backend.
 */
@NullMarked
package org.durumi.ui;

import org.jspecify.annotations.NullMarked;
