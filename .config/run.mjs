// The first step of every npm script, in plain JavaScript that old versions of Node can read as well: it checks the Node
// it runs under, installs what is missing and hands over to the Node that the project brings along.
//   node .config/run.mjs <command> [arguments…]
// This file itself stays free of modern syntax, so that an old Node prints the sentence below and no syntax error.
var major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error('gmail-connect-kit needs Node 20 or newer to start; this is Node ' + process.versions.node + '.');
  process.exitCode = 1;
} else {
  import('./launch/launch.mjs').then(function (launcher) {
    return launcher.launch(process.argv[2], process.argv.slice(3));
  });
}
