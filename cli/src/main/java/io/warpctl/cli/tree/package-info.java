/** Objects of the API as a tree of text: pure functions. */
package io.warpctl.cli.tree;
