/** The package ships its types where module resolution does not look; its interface is better-sqlite3's. */
declare module 'better-sqlite3-multiple-ciphers' {
  import Sqlite from 'better-sqlite3';
  export default Sqlite;
}
