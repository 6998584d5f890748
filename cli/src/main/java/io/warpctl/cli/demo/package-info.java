/** The main job on this machine, with real parts under load: set-up, story, report, and nothing left behind. */
package io.warpctl.cli.demo;
