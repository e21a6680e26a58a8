import "server-only";
import { row, sql } from "@/platform/db/sql";

/** The bytes of a photograph in one width and type. */
export const pictureFile = async (file: string, width: number, type: string) =>
  (
    await row<{ bytes: Buffer }>(
      sql`SELECT bytes FROM picture_files WHERE file = ${file} AND width = ${width} AND type = ${type}`,
    )
  )?.bytes ?? null;
